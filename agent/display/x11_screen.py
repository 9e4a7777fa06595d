"""Pictures of an X screen, through mss; the connections are kept open. Windows of Sayso's own are left out of them.

What lies under an overlay is nowhere to be had: an uncovered window draws itself again only when its program gets to it, so a
picture taken right after an unmapping still has the overlay's pixels (measured). So its place is hidden, and the picture says where.
"""

from collections.abc import Callable
from contextlib import suppress

from mss import MSS

from agent.display import x11
from agent.display.overlays import Cover, Overlays
from agent.display.screen import Picture

TRIES = 3
"""Pictures taken at most when an overlay changes meanwhile."""


class X11Screen:
    """A screen of an X display."""

    def __init__(self, display: str) -> None:
        self._connection = x11.connect(display)
        self._overlays = Overlays(self._connection)
        self._mss = MSS(display=display)

    def capture(self) -> Picture:
        """What it shows now (about a millisecond at 1280x800); raises mss.exception.ScreenShotError or an X error when the display is gone."""
        return undisturbed(self._grabbed, self._overlays.cover)

    def _grabbed(self) -> Picture:
        shot = self._mss.grab(self._mss.monitors[0])
        return Picture(shot.rgb, shot.width, shot.height)

    def close(self) -> None:
        """Let go of the screen."""
        self._mss.close()
        with suppress(*x11.Failure):
            self._connection.close()


def undisturbed(grabbed: Callable[[], Picture], cover: Callable[[], Cover]) -> Picture:
    """A picture without overlays, taken again when one changed meanwhile; after TRIES without all that was seen of them."""
    before = hidden = cover()
    picture, after = grabbed(), cover()
    for _ in range(TRIES - 1):
        if after == before:
            break
        before, hidden = after, hidden | after
        picture, after = grabbed(), cover()
    return picture.without((after if after == before else hidden | after).boxes)
