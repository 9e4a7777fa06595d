"""What a screen looks like: a picture, and the seam to whatever takes it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from mss.tools import to_png

from agent.observation import Box

VEIL = b"\x80\x80\x80"
"""The pixel where nothing is known."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One capture of a whole screen."""

    rgb: bytes
    """Three bytes a pixel, rows from the top, no padding."""
    width: int
    """Pixels."""
    height: int
    """Pixels."""
    hidden: tuple[Box, ...] = ()
    """Where a window of Sayso's own lay over the desk: grey, and nothing is known of what is there."""

    def without(self, boxes: Sequence[Box]) -> "Picture":
        """The picture with these rectangles hidden."""
        if not boxes:
            return self
        rgb = bytearray(self.rgb)
        for box in boxes:
            left, right = max(0, box.x), min(self.width, box.x + box.width)
            row = VEIL * max(0, right - left)
            for y in range(max(0, box.y), min(self.height, box.y + box.height)):
                start = (y * self.width + left) * 3
                rgb[start : start + len(row)] = row
        return replace(self, rgb=bytes(rgb), hidden=self.hidden + tuple(boxes))

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
