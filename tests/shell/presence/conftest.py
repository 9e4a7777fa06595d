"""A desk to show things on, and what can be seen of it."""

import os
import subprocess
from collections.abc import Callable, Iterator

import pytest
from mss import MSS

from agent.display.screen import Picture
from tests.agent.conftest import desk, eyes, hands, launch, stop  # noqa: F401

Look = Callable[[], Picture]


def whole(display: str) -> Picture:
    """Every pixel of a display, as any program can have it."""
    with MSS(display=display) as screen:
        shot = screen.grab(screen.monitors[0])
    return Picture(shot.rgb, shot.width, shot.height)


def pixel(picture: Picture, x: int, y: int) -> tuple[int, int, int]:
    """Red, green and blue."""
    red, green, blue = picture.rgb[(y * picture.width + x) * 3 :][:3]
    return red, green, blue


@pytest.fixture
def bare(request: pytest.FixtureRequest) -> Iterator[str]:
    """A bare display of the size and depth that the test names; its name."""
    ours, theirs = os.pipe()
    command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", str(request.param), "-nolisten", "tcp", "-noreset", "-ac"]
    process = subprocess.Popen(command, pass_fds=[theirs], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(theirs)
    with os.fdopen(ours) as told:
        yield f":{told.readline().strip()}"
    process.terminate()
    process.wait(10)
