"""Colours of the indicator, and how far apart they are (WCAG 2 contrast)."""

from shell.presence.caption import AWAY
from shell.session import Mode

Colour = tuple[int, int, int]
"""Red, green and blue, 0..255."""

GROUND: Colour = (18, 21, 26)
TEXT: Colour = (246, 248, 250)
QUIET: Colour = (198, 205, 214)
"""What was heard, beside what comes of it."""
RULE: Colour = (92, 100, 112)
"""Lines that tell nothing."""
GREY: Colour = (182, 189, 199)
TARGET: Colour = (255, 214, 10)
"""The line round what is asked about, between two dark ones: it stands out on any ground."""
STATES: dict[str, Colour] = {
    AWAY: GREY,
    Mode.STARTING: GREY,
    Mode.ASLEEP: GREY,
    Mode.MUTED: GREY,
    Mode.LISTENING: (98, 226, 142),
    Mode.THINKING: (140, 188, 255),
    Mode.ACTING: (255, 196, 84),
    Mode.ASKING: (255, 160, 150),
}
"""State → the colour of its sign, word and border; the word and the sign's shape tell the same."""


def of(mode: str) -> Colour:
    """The colour of a state."""
    return STATES.get(mode, GREY)


def contrast(one: Colour, other: Colour) -> float:
    """1 (the same) to 21 (black and white)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = ((part / 12.92) if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (value / 255 for value in colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
