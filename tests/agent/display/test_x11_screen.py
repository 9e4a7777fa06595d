import pytest
from mss import MSS

from agent.display import x11
from agent.display.desk import Desk
from agent.display.overlays import Overlays
from agent.display.screen import Picture
from agent.display.x11_screen import TRIES, X11Screen, undisturbed
from agent.observation import Box
from tests.agent.overlay import RED_PIXEL, Overlay


def test_captures_every_pixel_of_the_display(desk: Desk) -> None:
    screen = X11Screen(desk.display)
    picture = screen.capture()
    screen.close()
    assert (picture.width, picture.height, len(picture.rgb)) == (1280, 800, 1280 * 800 * 3)
    assert picture.hidden == ()


def test_an_overlay_of_ours_is_on_the_display_but_not_in_the_picture(desk: Desk) -> None:
    overlay, screen = Overlay(desk.display, Box(300, 700, 200, 40)), X11Screen(desk.display)
    overlay.map()
    with MSS(display=desk.display) as whole:
        assert whole.grab(whole.monitors[0]).rgb.count(RED_PIXEL) == 200 * 40
    picture = screen.capture()
    assert RED_PIXEL not in picture.rgb
    assert picture.hidden == (Box(300, 700, 200, 40),)
    overlay.close()
    screen.close()


@pytest.mark.parametrize("changes", [1, 2, TRIES])
def test_an_overlay_that_changes_while_the_picture_is_taken_is_not_in_it_either(desk: Desk, changes: int) -> None:
    overlay, connection, screen = Overlay(desk.display, Box(0, 0, 60, 20)), x11.connect(desk.display), X11Screen(desk.display)
    overlay.map()
    taken = 0

    def grabbed() -> Picture:
        nonlocal taken
        taken += 1
        if taken <= changes:
            overlay.place(Box(100 * taken, 300, 60, 20))
            overlay.connection.sync()
        with MSS(display=desk.display) as whole:
            shot = whole.grab(whole.monitors[0])
        return Picture(shot.rgb, shot.width, shot.height)

    picture = undisturbed(grabbed, Overlays(connection).cover)
    assert RED_PIXEL not in picture.rgb
    assert taken == min(changes + 1, TRIES)
    assert len(picture.hidden) == (1 if changes < TRIES else TRIES + 1)
    for one in (overlay, connection, screen):
        one.close()
