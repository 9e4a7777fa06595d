from collections.abc import Iterator

import pytest

from agent.display import x11
from agent.display.desk import Desk
from agent.display.overlays import Cover, Overlays
from agent.observation import Box
from tests.agent.overlay import Overlay

BOX = Box(100, 600, 300, 50)


@pytest.fixture
def seen(desk: Desk) -> Iterator[Overlays]:
    connection = x11.connect(desk.display)
    yield Overlays(connection)
    connection.close()


@pytest.fixture
def overlay(desk: Desk) -> Iterator[Overlay]:
    made = Overlay(desk.display, BOX)
    yield made
    made.close()


def test_where_nobody_announces_anything_there_is_nothing(seen: Overlays) -> None:
    assert seen.cover() == Cover()


def test_covers_what_is_announced_and_shows_and_only_its_shape(seen: Overlays, overlay: Overlay) -> None:
    overlay.announce()
    overlay.connection.sync()
    assert seen.cover().boxes == ()
    overlay.map()
    assert seen.cover().boxes == (BOX,)
    overlay.shape(Box(0, 0, 10, 10), Box(20, 20, 5, 5))
    overlay.connection.sync()
    assert set(seen.cover().boxes) == {Box(100, 600, 10, 10), Box(120, 620, 5, 5)}
    overlay.shape()
    overlay.connection.sync()
    assert seen.cover().boxes == ()


def test_every_change_makes_another_cover_even_when_all_lies_as_before(seen: Overlays, overlay: Overlay) -> None:
    overlay.map()
    before = seen.cover()
    assert seen.cover() == before
    overlay.place(Box(0, 0, 10, 10))
    overlay.place(BOX)
    overlay.connection.sync()
    assert seen.cover().boxes == before.boxes
    assert seen.cover() != before


def test_it_ends_with_its_program(seen: Overlays, desk: Desk) -> None:
    overlay = Overlay(desk.display, BOX)
    overlay.map()
    assert seen.cover().boxes
    overlay.close()
    assert seen.cover() == Cover()


def test_a_program_can_hide_its_own_windows_only(seen: Overlays, overlay: Overlay, desk: Desk) -> None:
    other = Overlay(desk.display, Box(0, 0, 50, 50))
    other.window.map()
    other.connection.sync()
    overlay.announced = [overlay.window.id, other.window.id]
    overlay.map()
    assert seen.cover().boxes == (BOX,)
    other.close()


def test_a_window_that_the_window_manager_handles_is_seen(seen: Overlays, desk: Desk) -> None:
    plain = Overlay(desk.display, BOX, override=False)
    plain.map()
    assert seen.cover().boxes == ()
    plain.close()


def test_what_claims_more_than_a_quarter_of_the_screen_is_seen(seen: Overlays, overlay: Overlay) -> None:
    overlay.map()
    overlay.place(Box(0, 0, 640, 400))
    overlay.connection.sync()
    assert seen.cover().boxes == (Box(0, 0, 640, 400),)
    overlay.place(Box(0, 0, 641, 400))
    overlay.connection.sync()
    assert seen.cover() == Cover()


def test_knows_ours_when_they_come_and_when_they_went(seen: Overlays, desk: Desk) -> None:
    overlay = Overlay(desk.display, BOX)
    overlay.map()
    assert seen.appeared(overlay.window.id)
    assert not seen.appeared(overlay.window.id + 1)
    overlay.close()
    assert seen.vanished(overlay.window.id)
    assert not seen.vanished(overlay.window.id)
    assert not seen.appeared(overlay.window.id)


def test_two_covers_together_hide_what_lay_there_at_either_moment() -> None:
    one, two = Cover(1, (BOX,)), Cover(2, (Box(0, 0, 1, 1), BOX))
    assert one | two == Cover(2, (BOX, Box(0, 0, 1, 1)))
