"""Where things lie on the screen, in whole pixels. Pure."""

import math
from dataclasses import dataclass

from agent.observation import Box

TEXT = 0.02
"""Height of an em as a share of the monitor's height: 16 pixels on 800, 43 on 2160."""
LEAST = 14
"""Pixels of an em at least."""
MOST = 0.04
"""Share of the monitor's height at most, whatever the desktop's font resolution says."""
POINTS = 12.0
"""Size of the text at the desktop's font resolution, where it sets one."""
WIDEST = 0.6
"""Share of the monitor's width that the indicator takes at most."""


@dataclass(frozen=True, slots=True)
class Room:
    """What the indicator may use."""

    area: Box
    """The main monitor without panels."""
    em: int
    """Pixels."""

    @property
    def widest(self) -> int:
        """Pixels the indicator may be wide."""
        return round(self.area.width * WIDEST)


def em(height: int, dpi: float | None) -> int:
    """Pixels of an em on a monitor of so many rows; dpi: the font resolution that the desktop asks for, None when it does not."""
    wanted = max(LEAST, round(TEXT * height), round(POINTS * dpi / 72) if dpi else 0)
    return max(LEAST, min(wanted, round(MOST * height)))


def within(monitor: Box, work: Box | None) -> Box:
    """The part of a monitor that panels leave free; all of it when they leave none."""
    return (clipped(monitor, work) if work else None) or monitor


def indicator(width: int, height: int, room: Room, target: Box | None) -> Box:
    """Bottom centre, or top centre where it would lie over what is asked about."""
    x, gap = room.area.x + (room.area.width - width) // 2, room.em
    low = Box(x, room.area.y + room.area.height - height - gap, width, height)
    return Box(x, room.area.y + gap, width, height) if target is not None and overlap(low, grown(target, gap)) else low


def clipped(box: Box, screen: Box) -> Box | None:
    """The part of a box on the screen; None when there is none, or its numbers make no sense."""
    left, top = max(box.x, screen.x), max(box.y, screen.y)
    right, bottom = min(box.x + box.width, screen.x + screen.width), min(box.y + box.height, screen.y + screen.height)
    return Box(left, top, right - left, bottom - top) if right > left and bottom > top else None


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share a pixel."""
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


def grown(box: Box, by: int) -> Box:
    """The box with so many pixels more on every side."""
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


def frame(inner: Box, thick: int) -> tuple[Box, ...]:
    """The four bars of a frame that lies round a box without covering it."""
    outer = grown(inner, thick)
    return (
        Box(outer.x, outer.y, outer.width, thick),
        Box(outer.x, inner.y + inner.height, outer.width, thick),
        Box(outer.x, inner.y, thick, inner.height),
        Box(inner.x + inner.width, inner.y, thick, inner.height),
    )


def rounded(width: int, height: int, radius: int) -> tuple[Box, ...]:
    """A rectangle with round corners, as rows of rectangles from the top."""
    radius = min(radius, height // 2, width // 2)
    insets = [radius - math.floor(math.sqrt(max(0.0, radius**2 - (radius - row - 0.5) ** 2)) + 0.5) for row in range(radius)]
    rows = [*insets, *([0] * (height - 2 * radius)), *reversed(insets)]
    made: list[Box] = []
    for y, inset in enumerate(rows):
        if made and made[-1].x == inset:
            made[-1] = Box(inset, made[-1].y, width - 2 * inset, made[-1].height + 1)
        else:
            made.append(Box(inset, y, width - 2 * inset, 1))
    return tuple(made)
