"""What a screen looks like: a picture, and the seam to whatever takes it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mss.tools import to_png


@dataclass(frozen=True, slots=True)
class Picture:
    """One capture of a whole screen."""

    rgb: bytes
    """Three bytes a pixel, rows from the top, no padding."""
    width: int
    """Pixels."""
    height: int
    """Pixels."""

    def png(self) -> bytes:
        """The picture as a PNG file's bytes."""
        made = to_png(self.rgb, (self.width, self.height))
        return made if made is not None else b""

    def save(self, path: Path) -> None:
        """Write the picture to a PNG file."""
        path.write_bytes(self.png())


class Screen(Protocol):
    """Takes pictures of one screen."""

    def capture(self) -> Picture:
        """What it shows now."""
        ...

    def close(self) -> None:
        """Let go of the screen."""
        ...
