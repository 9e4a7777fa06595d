from collections.abc import Iterator

import pytest
from PIL import Image

from agent.display import x11
from agent.display.desk import Desk
from agent.observation import Box
from shell.presence.pane import Pane
from tests.shell.presence.conftest import pixel, whole

RED, BLUE = (255, 0, 0), (0, 0, 255)


@pytest.fixture
def changes() -> list[str]:
    return []


@pytest.fixture
def pane(desk: Desk, changes: list[str]) -> Iterator[Pane]:
    connection = x11.connect(desk.display)
    made = Pane(connection, lambda: changes.append("change"))
    made.open()
    made.connection = connection  # type: ignore[attr-defined]
    yield made
    connection.close()


def settled(pane: Pane) -> None:
    pane.connection.sync()  # type: ignore[attr-defined]


def test_shows_a_picture_in_its_shape_and_hides_it_again(desk: Desk, pane: Pane, changes: list[str]) -> None:
    before = pixel(whole(desk.display), 110, 110)
    assert not pane.showing
    pane.picture(Image.new("RGB", (40, 40), RED), (Box(0, 0, 40, 10), Box(10, 10, 10, 30)), Box(100, 100, 40, 40))
    settled(pane)
    seen = whole(desk.display)
    assert [pixel(seen, x, y) == RED for x, y in ((100, 100), (139, 109), (115, 130), (105, 115), (125, 115), (140, 100))] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    assert pane.showing
    assert len(changes) == 1
    pane.picture(Image.new("RGB", (40, 40), BLUE), (Box(0, 0, 40, 10), Box(10, 10, 10, 30)), Box(100, 100, 40, 40))
    settled(pane)
    assert pixel(whole(desk.display), 100, 100) == BLUE
    assert len(changes) == 1
    pane.hide()
    pane.hide()
    settled(pane)
    assert pixel(whole(desk.display), 110, 110) == before
    assert len(changes) == 2


def test_a_frame_has_two_colours_and_nothing_inside(desk: Desk, pane: Pane) -> None:
    before = pixel(whole(desk.display), 120, 120)
    outer = (Box(0, 0, 40, 6), Box(0, 34, 40, 6), Box(0, 6, 6, 28), Box(34, 6, 6, 28))
    inner = (Box(2, 2, 36, 2), Box(2, 36, 36, 2), Box(2, 4, 2, 32), Box(36, 4, 2, 32))
    pane.frame(outer, inner, (BLUE, RED), Box(100, 100, 40, 40))
    settled(pane)
    seen = whole(desk.display)
    assert [pixel(seen, x, 120) for x in (100, 101, 102, 103, 104, 105)] == [BLUE, BLUE, RED, RED, BLUE, BLUE]
    assert [pixel(seen, 120, y) for y in (134, 135, 136, 137, 138, 139)] == [BLUE, BLUE, RED, RED, BLUE, BLUE]
    assert pixel(seen, 120, 120) == pixel(seen, 140, 140) == before


def test_nothing_reaches_it_and_no_window_manager_handles_it(desk: Desk, pane: Pane) -> None:
    pane.picture(Image.new("RGB", (9, 9), RED), (Box(0, 0, 9, 9),), Box(600, 600, 9, 9))
    settled(pane)
    connection = x11.connect(desk.display)
    window = connection.create_resource_object("window", pane.id)
    assert window.get_attributes().override_redirect
    assert window.shape_get_rectangles(2).rectangles == []
    assert pane.id not in x11.words(connection, connection.screen().root, "_NET_CLIENT_LIST")
    assert [connection.get_atom_name(kind) for kind in x11.words(connection, window, "_NET_WM_WINDOW_TYPE")] == ["_NET_WM_WINDOW_TYPE_NOTIFICATION"]
    connection.close()
