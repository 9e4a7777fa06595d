from agent.display.desk import Desk
from agent.display.x11_screen import X11Screen


def test_captures_every_pixel_of_the_display(desk: Desk) -> None:
    screen = X11Screen(desk.display)
    picture = screen.capture()
    screen.close()
    assert (picture.width, picture.height, len(picture.rgb)) == (1280, 800, 1280 * 800 * 3)
