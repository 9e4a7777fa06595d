"""The sign of each state: its shape tells the state to whoever cannot tell its colour."""

from PIL import Image, ImageDraw

from agent.observation import Box
from shell.presence.palette import GROUND, Colour
from shell.session import Mode

_FINER = 4
_Point = tuple[float, float]


def draw(image: Image.Image, mode: str, box: Box, colour: Colour) -> None:
    """Put the sign of a state into a square of the picture, smoothed."""
    size = box.width * _FINER
    big = Image.new("RGB", (size, size), GROUND)
    _drawn(ImageDraw.Draw(big), mode, size, colour)
    image.paste(big.resize((box.width, box.height), Image.Resampling.BOX), (box.x, box.y))


def _drawn(pen: ImageDraw.ImageDraw, mode: str, size: int, colour: Colour) -> None:
    thick = max(1, size // 8)
    match mode:
        case Mode.LISTENING:  # a ring with a dot: open
            pen.ellipse((0, 0, size - 1, size - 1), outline=colour, width=thick)
            _disc(pen, (0.5, 0.5), 0.2, size, colour)
        case Mode.THINKING:  # three dots
            for x in (0.15, 0.5, 0.85):
                _disc(pen, (x, 0.5), 0.14, size, colour)
        case Mode.ACTING:  # an arrowhead: under way
            pen.polygon([(0.14 * size, 0.04 * size), (0.96 * size, 0.5 * size), (0.14 * size, 0.96 * size)], fill=colour)
        case Mode.ASKING:  # a full disc with a question mark
            pen.ellipse((0, 0, size - 1, size - 1), fill=colour)
            hook = (0.3 * size, 0.16 * size, 0.7 * size, 0.56 * size)
            pen.arc(hook, 180, 90, fill=GROUND, width=round(0.13 * size))
            pen.line([(0.5 * size, 0.49 * size), (0.5 * size, 0.66 * size)], fill=GROUND, width=round(0.13 * size))
            _disc(pen, (0.5, 0.8), 0.085, size, GROUND)
        case Mode.ASLEEP:  # a crescent
            pen.ellipse((0, 0, size - 1, size - 1), fill=colour)
            _disc(pen, (0.68, 0.36), 0.42, size, GROUND)
        case Mode.MUTED:  # a ring struck through
            pen.ellipse((0, 0, size - 1, size - 1), outline=colour, width=thick)
            pen.line([(0.16 * size, 0.84 * size), (0.84 * size, 0.16 * size)], fill=colour, width=thick)
        case Mode.STARTING:  # a ring half closed
            pen.arc((0, 0, size - 1, size - 1), 180, 90, fill=colour, width=thick)
        case _:  # a cross
            for line in ([(0.14, 0.14), (0.86, 0.86)], [(0.14, 0.86), (0.86, 0.14)]):
                pen.line([(x * size, y * size) for x, y in line], fill=colour, width=thick)


def _disc(pen: ImageDraw.ImageDraw, centre: _Point, radius: float, size: int, colour: Colour) -> None:
    x, y = centre
    pen.ellipse(((x - radius) * size, (y - radius) * size, (x + radius) * size, (y + radius) * size), fill=colour)
