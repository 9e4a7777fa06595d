"""Pictures of an X screen, through mss; the connection is kept open."""

from mss import MSS

from agent.display.screen import Picture


class X11Screen:
    """A screen of an X display."""

    def __init__(self, display: str) -> None:
        self._mss = MSS(display=display)

    def capture(self) -> Picture:
        """What it shows now (about a millisecond at 1280x800); raises mss.exception.ScreenShotError when the display is gone."""
        shot = self._mss.grab(self._mss.monitors[0])
        return Picture(shot.rgb, shot.width, shot.height)

    def close(self) -> None:
        """Let go of the screen."""
        self._mss.close()
