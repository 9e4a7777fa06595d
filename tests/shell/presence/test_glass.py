import asyncio
import select
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from Xlib import Xatom
from Xlib.X import CurrentTime

from agent.action import Ui, UiOp
from agent.display import overlays, x11
from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from agent.display.screen import VEIL, Picture
from agent.display.x11_screen import X11Screen
from agent.hands.screen import ScreenHands
from agent.observation import Box
from shell.errors import ShellError
from shell.event import Asked
from shell.presence import palette
from shell.presence.caption import Shown
from shell.presence.glass import RAISES, Glass
from shell.session import Mode, State
from tests.agent.conftest import Launch
from tests.agent.given import element
from tests.agent.overlay import RED_PIXEL, Overlay
from tests.agent.seeing import nothing, shows
from tests.shell.presence.conftest import pixel, whole

TALK = Shown(State(Mode.ACTING, 1), "“open the calculator”", "Now: open Calculator")
GROUND = bytes(palette.GROUND)


def asking(box: tuple[int, int, int, int] | None = None) -> Shown:
    return Shown(State(Mode.ASKING, 1, asked=Asked(1, 1.0, "yes", "Click Send in Mail?", box=box)), box=box)


@pytest.fixture
def glass(desk: Desk) -> Iterator[Glass]:
    made = Glass(desk.display, desk.environment)
    yield made
    made.close()


def settled(glass: Glass, until: Callable[[], bool] = lambda: True) -> None:
    """Let it heed what the server tells, until something is so."""
    deadline = time.monotonic() + 5
    while True:
        assert glass.heed()
        glass._connection.sync()
        if until():
            return
        assert time.monotonic() < deadline
        select.select([glass.descriptor], [], [], 0.05)


def colours(picture: Picture) -> set[bytes]:
    """Every colour in a picture."""
    red, green, blue = np.frombuffer(picture.rgb, dtype=np.uint8).reshape(-1, 3).astype(np.uint32).T
    there = np.zeros(1 << 24, dtype=bool)
    there[red << 16 | green << 8 | blue] = True
    return {int(colour).to_bytes(3, "big") for colour in np.flatnonzero(there)}


def pill_of(display: str) -> Box:
    """Where the indicator's own ground is on a display."""
    picture = whole(display)
    rows = [y for y in range(picture.height) if GROUND * 110 in picture.rgb[y * picture.width * 3 : (y + 1) * picture.width * 3]]
    if not rows:
        return Box(0, 0, 0, 0)
    return Box(0, rows[0], picture.width, rows[-1] - rows[0] + 1)


@pytest.mark.parametrize("bare", ["1280x800x24", "3840x2160x24", "640x480x24"], indirect=True)
def test_it_is_on_the_display_and_in_no_picture_of_ours(bare: str) -> None:
    screen = X11Screen(bare)
    without = screen.capture()
    glass = Glass(bare, {})
    for shown in (Shown(), TALK, asking((200, 200, 90, 30)), Shown(State(Mode.LISTENING, 1))):
        glass.show(shown)
        settled(glass)
        seen, ours = whole(bare), screen.capture()
        assert len(colours(seen)) > 8
        assert colours(ours) == colours(without) | {VEIL}
    glass.close()
    assert screen.capture() == without
    screen.close()


def test_the_target_is_outlined_and_not_covered_until_the_question_is_over(desk: Desk, glass: Glass) -> None:
    before = whole(desk.display)
    glass.show(asking((200, 200, 90, 30)))
    settled(glass)
    seen = whole(desk.display)
    target = bytes(palette.TARGET)
    assert target in seen.rgb
    for y in range(200, 230):
        assert seen.rgb[(y * 1280 + 200) * 3 : (y * 1280 + 290) * 3] == before.rgb[(y * 1280 + 200) * 3 : (y * 1280 + 290) * 3]
    column = [pixel(seen, x, 215) for x in range(185, 200)]
    assert column.index(palette.TARGET) > column.index(palette.GROUND)
    assert column[::-1].index(palette.TARGET) > column[::-1].index(palette.GROUND)
    glass.show(TALK)
    settled(glass)
    assert target not in whole(desk.display).rgb


@pytest.mark.parametrize("box", [(-50, -50, 5000, 5000), (-(2**31), -(2**31), 1, 1), (1270, 790, 900, 900), (0, 0, 0, 0)])
def test_a_target_that_is_not_all_on_the_screen_is_no_trouble(desk: Desk, glass: Glass, box: tuple[int, int, int, int]) -> None:
    glass.show(asking(box))
    settled(glass)
    assert pill_of(desk.display).height > 20


def test_the_indicator_makes_way_for_the_target(desk: Desk, glass: Glass) -> None:
    glass.show(asking((600, 300, 80, 30)))
    settled(glass)
    assert pill_of(desk.display).y > 700
    glass.show(asking((600, 740, 80, 30)))
    settled(glass)
    assert pill_of(desk.display).y < 30


async def test_clicks_go_through_it_to_what_lies_below(desk: Desk, hands: ScreenHands, glass: Glass) -> None:
    below = Overlay(desk.display, Box(0, 600, 1280, 200))
    below.window.change_attributes(event_mask=x11.X.ButtonPressMask)
    below.window.map()
    below.connection.sync()
    glass.show(TALK)
    settled(glass)
    pill = max(whole_cover(desk), key=lambda box: box.height)
    assert RED_PIXEL not in {bytes(pixel(whole(desk.display), x, pill.centre[1])) for x in (pill.x + 2, pill.centre[0])}
    await hands.perform(Ui(UiOp.CLICK, element=replace(element(), box=pill)), nothing)
    assert select.select([below.connection.fileno()], [], [], 5)[0]
    pressed = below.connection.next_event()
    assert (pressed.type, (pressed.root_x, pressed.root_y)) == (x11.X.ButtonPress, pill.centre)
    below.close()


def whole_cover(desk: Desk) -> tuple[Box, ...]:
    connection = x11.connect(desk.display)
    found = overlays.Overlays(connection).cover().boxes
    connection.close()
    return found


async def test_it_is_no_window_and_no_change_of_it_stirs_anything(desk: Desk, eyes: X11Eyes, launch: Launch) -> None:
    await launch("galculator")
    await eyes.wait_for(shows("galculator", 30), 5)
    await eyes.settle(2)
    before = await eyes.look()
    glass = Glass(desk.display, desk.environment)
    for shown in (TALK, asking((300, 300, 50, 50)), Shown(), TALK, asking(), Shown(State(Mode.LISTENING, 1))):
        glass.show(shown)
        settled(glass)
    assert not await eyes.settle(1)
    assert not await eyes.changed(0.05)
    now = await eyes.look()
    assert (now.windows, now.elements) == (before.windows, before.elements)
    glass.close()
    assert not await eyes.settle(1)


async def test_it_comes_back_on_top_of_what_is_opened_over_it(desk: Desk, glass: Glass) -> None:
    glass.show(TALK)
    settled(glass)
    high = pill_of(desk.display)
    over = Overlay(desk.display, Box(0, 500, 1280, 300))
    over.window.map()
    over.connection.sync()
    settled(glass, lambda: pill_of(desk.display) == high)
    assert RED_PIXEL in whole(desk.display).rgb
    over.close()


def test_it_does_not_fight_for_the_top(desk: Desk) -> None:
    glass = Glass(desk.display, desk.environment, lambda: 100.0)
    glass.show(TALK)
    settled(glass)
    high, over, back = pill_of(desk.display), Overlay(desk.display, Box(0, 500, 1280, 300)), 0
    over.window.map()
    for _ in range(3 * RAISES):
        over.window.configure(stack_mode=x11.X.Above)
        over.connection.sync()
        settled(glass)
        settled(glass)
        back += pill_of(desk.display) == high
    assert 1 <= back <= RAISES
    assert pill_of(desk.display).height == 0
    glass.show(asking())
    settled(glass)
    assert pill_of(desk.display).height == 0  # nothing of it is seen over a locked screen
    over.window.unmap()
    over.connection.sync()
    settled(glass, lambda: pill_of(desk.display).height > 0)
    glass.show(TALK)
    over.close()
    settled(glass, lambda: pill_of(desk.display) == high)
    glass.close()


def test_there_is_one_on_a_display(desk: Desk, glass: Glass) -> None:
    with pytest.raises(ShellError, match="shown on this display already"):
        Glass(desk.display, desk.environment)


def test_it_ends_when_another_program_announces_itself_as_ours(desk: Desk, glass: Glass) -> None:
    connection = x11.connect(desk.display)
    window = connection.screen().root.create_window(0, 0, 1, 1, 0, connection.screen().root_depth)
    window.set_selection_owner(connection.intern_atom(overlays.SELECTION), CurrentTime)
    connection.sync()
    assert select.select([glass.descriptor], [], [], 5)[0]
    assert not glass.heed()
    connection.close()


def test_a_display_that_is_not_there_is_told_in_one_line() -> None:
    with pytest.raises(ShellError, match="cannot be opened"):
        Glass(":4711", {})


@pytest.mark.parametrize("bare", ["1280x800x24"], indirect=True)
def test_it_follows_panels_and_the_size_of_text(bare: str) -> None:
    glass = Glass(bare, {})
    glass.show(TALK)
    settled(glass)
    small = pill_of(bare)
    connection = x11.connect(bare)
    root = connection.screen().root
    root.change_property(connection.intern_atom("_NET_WORKAREA"), Xatom.CARDINAL, 32, [0, 0, 1280, 700])
    connection.sync()
    settled(glass, lambda: pill_of(bare) == Box(0, small.y - 100, 1280, small.height))
    root.change_property(connection.intern_atom("RESOURCE_MANAGER"), Xatom.STRING, 8, b"Xft.dpi:\t144\n")
    connection.sync()
    settled(glass, lambda: pill_of(bare).height > 1.3 * small.height)
    connection.close()
    glass.close()


@pytest.mark.parametrize("bare", ["1280x800x24"], indirect=True)
async def test_the_end_of_the_display_is_seen(bare: str) -> None:
    glass = Glass(bare, {})
    glass.show(TALK)
    killing = await asyncio.create_subprocess_exec("xkill", "-display", bare, "-id", hex(glass._pill.id))
    await killing.wait()
    with pytest.raises(x11.Failure):
        settled(glass, lambda: False)
    glass.close()


def test_nothing_is_seen_of_it_while_the_screen_is_locked(desk: Desk, glass: Glass) -> None:
    glass.show(asking((200, 200, 90, 30)))
    settled(glass)
    glass.darken(True)
    glass.show(TALK)
    settled(glass)
    assert whole_cover(desk) == ()
    glass.show(asking((200, 200, 90, 30)))
    glass.darken(False)
    settled(glass)
    assert pill_of(desk.display).height > 0
    assert bytes(palette.TARGET) in whole(desk.display).rgb
