"""The indicator as a picture: a dark pill with the state's sign and word, and beside them the caption."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw

from agent.observation import Box
from shell.presence import palette, sign
from shell.presence.caption import Shown
from shell.presence.place import rounded
from shell.presence.typeface import BOLD, FIRST, OTHERS, Typeface, found
from shell.session import Mode

ROWS = 2
"""Rows of caption."""
QUESTION_ROWS = 4
"""Rows a question may take: whoever agrees must have been able to read all of it."""
_LEADING = 1.4
"""From one baseline to the next, in ems."""


@dataclass(frozen=True, slots=True)
class Faces:
    """The two weights of one size."""

    plain: Typeface
    bold: Typeface

    @classmethod
    def of(cls, size: int, environ: Mapping[str, str]) -> "Faces":
        """The best fonts here, in pixels of an em."""
        others = found(environ, OTHERS)
        return cls(Typeface(size, found(environ, FIRST)[:1] + others), Typeface(size, found(environ, BOLD)[:1] + others))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of caption."""

    text: str
    bold: bool
    colour: palette.Colour


@dataclass(frozen=True, slots=True)
class Pill:
    """A picture and its outline."""

    image: Image.Image
    """RGB."""
    shape: tuple[Box, ...]
    """What of it shows."""


def painted(shown: Shown, faces: Faces, widest: int) -> Pill:
    """The indicator for what is to be seen, at most so many pixels wide."""
    em = faces.plain.size
    pad, gap, mark = round(0.8 * em), round(0.55 * em), em
    side = pad + mark + gap + round(faces.bold.width(shown.word))
    beside = side + 2 * pad
    rows = caption(shown, faces, widest - beside - pad)
    width = beside + pad + max(_wide(row, faces) for row in rows) if rows else side + pad
    height = round(2 * 0.62 * em + max(1, len(rows)) * _LEADING * em)
    asks = shown.mode == Mode.ASKING
    image = _ground(width, height, em, palette.of(shown.mode), asks)
    draw = ImageDraw.Draw(image)
    sign.draw(image, shown.mode, Box(pad, (height - mark) // 2, mark, mark), palette.of(shown.mode))
    faces.bold.draw(draw, (pad + mark + gap, height / 2 + 0.36 * em), shown.word, palette.of(shown.mode))
    if rows:
        draw.line([(side + pad, 0.62 * em), (side + pad, height - 0.62 * em)], fill=palette.RULE, width=max(1, em // 16))
    for number, row in enumerate(rows):
        base = 0.62 * em + (number + 0.5) * _LEADING * em + 0.36 * em
        _face(row, faces).draw(draw, (beside, base), row.text, row.colour)
    return Pill(image, rounded(width, height, _radius(em)))


def caption(shown: Shown, faces: Faces, width: float) -> list[Row]:
    """The rows beside the state, none wider than `width` pixels."""
    lines = shown.lines
    if shown.mode == Mode.ASKING and lines:
        asked = faces.bold.wrapped(lines[0], width, QUESTION_ROWS)
        how = faces.plain.wrapped(lines[1], width, ROWS)
        return [Row(text, True, palette.TEXT) for text in asked] + [Row(text, False, palette.QUIET) for text in how]
    if len(lines) == 1:
        colour = palette.QUIET if shown.passing else palette.TEXT
        return [Row(text, False, colour) for text in faces.plain.wrapped(lines[0], width, ROWS)]
    colours = (palette.QUIET, palette.TEXT)
    return [Row(faces.plain.cut(text, width), False, colour) for text, colour in zip(lines, colours, strict=False)]


def _face(row: Row, faces: Faces) -> Typeface:
    return faces.bold if row.bold else faces.plain


def _wide(row: Row, faces: Faces) -> int:
    return round(_face(row, faces).width(row.text) + 0.5)


def _radius(em: int) -> int:
    return round(1.15 * em)


@cache
def _finer(em: int) -> int:
    return 4 if em < 24 else 2


def _ground(width: int, height: int, em: int, colour: palette.Colour, asks: bool) -> Image.Image:
    """The pill itself with its border, smoothed; a question's is heavy and in its colour."""
    fine = _finer(em)
    thick = max(1, round(em / (5 if asks else 12)))
    big = Image.new("RGB", (width * fine, height * fine), palette.RULE if not asks else colour)
    box = [thick * fine, thick * fine, (width - thick) * fine - 1, (height - thick) * fine - 1]
    radius = max(1, min(_radius(em), height // 2, width // 2) - thick)
    ImageDraw.Draw(big).rounded_rectangle(box, radius * fine, fill=palette.GROUND)
    return big.resize((width, height), Image.Resampling.BOX)
