import shutil
import subprocess

import pytest
from Xlib import Xatom

from agent.display import x11
from agent.display.desk import Desk
from agent.observation import Box
from shell.presence import room


@pytest.mark.parametrize(("bare", "em"), [("1280x800x24", 16), ("3840x2160x24", 43)], indirect=["bare"])
def test_the_whole_screen_where_nobody_says_otherwise(bare: str, em: int) -> None:
    connection = x11.connect(bare)
    screen = connection.screen()
    assert room.of(connection) == room.Room(Box(0, 0, screen.width_in_pixels, screen.height_in_pixels), em)
    connection.close()


@pytest.mark.parametrize("bare", ["1280x800x24"], indirect=True)
def test_the_desktop_says_what_panels_take_and_how_large_text_is(bare: str) -> None:
    connection = x11.connect(bare)
    root = connection.screen().root
    root.change_property(connection.intern_atom("_NET_WORKAREA"), Xatom.CARDINAL, 32, [0, 24, 1280, 740, 0, 0, 1280, 800])
    root.change_property(connection.intern_atom("RESOURCE_MANAGER"), Xatom.STRING, 8, b"Xcursor.size:\t24\nXft.dpi:\t144\n*a:\tb\n")
    assert room.of(connection) == room.Room(Box(0, 24, 1280, 740), 24)
    root.change_property(connection.intern_atom("RESOURCE_MANAGER"), Xatom.STRING, 8, b"Xft.dpi: no number\n")
    assert room.of(connection).em == 16
    connection.close()


def test_a_managed_desk(desk: Desk) -> None:
    connection = x11.connect(desk.display)
    assert room.of(connection) == room.Room(Box(0, 0, 1280, 800), 16)
    connection.close()


@pytest.mark.parametrize("bare", ["1280x800x24"], indirect=True)
def test_the_main_monitor_of_several(bare: str) -> None:
    if shutil.which("xrandr") is None:
        pytest.skip("no xrandr here")
    for name, place, output in (("left", "640/160x800/200+0+0", "screen"), ("*right", "640/160x400/100+640+100", "none")):
        subprocess.run(["xrandr", "-display", bare, "--setmonitor", name, place, output], check=True, timeout=10)
    connection = x11.connect(bare)
    assert room.of(connection) == room.Room(Box(640, 100, 640, 400), 14)
    connection.close()
