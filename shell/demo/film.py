"""A film of a desk: pictures when something changed, the words that were said under them, in one small file that a web page plays."""

import zlib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw

from agent.display.screen import Picture
from shell.presence.typeface import FIRST, Typeface, found

LONGEST_S = 3.0
"""Seconds a picture is shown at most: nobody waits for a film in which nothing happens."""
SHORTEST_S = 0.2
"""Seconds a picture is shown at least."""
LAST_S = 4.0
"""Seconds the last picture is shown."""
ROWS = 2
"""Rows of words under the picture at most."""
_MARGIN, _SIZE, _LINE = 24, 24, 34
STRIP = _LINE * ROWS + 14
"""Pixels of the strip under the picture, where the words are."""
_GROUND, _YOU, _SAYSO = (16, 16, 20), (255, 214, 102), (235, 235, 240)


@dataclass(frozen=True, slots=True)
class Caption:
    """What was said last."""

    text: str = ""
    by_user: bool = False


@dataclass(frozen=True, slots=True)
class Shot:
    """What the screen showed from one moment on."""

    at: float
    """Monotonic seconds."""
    packed: bytes
    """The picture's pixels, squeezed: a minute of them would not fit into memory otherwise."""
    size: tuple[int, int]
    caption: Caption


class Film:
    """Grows by one shot whenever the picture or the words changed."""

    def __init__(self) -> None:
        self.shots: list[Shot] = []

    def add(self, at: float, picture: Picture, caption: Caption) -> None:
        """Keep the picture unless it is the last one again."""
        shot = Shot(at, zlib.compress(picture.rgb, 1), (picture.width, picture.height), caption)
        last = self.shots[-1] if self.shots else None
        if last is None or (last.packed, last.caption) != (shot.packed, shot.caption):
            self.shots.append(shot)

    def save(self, path: Path, quality: int = 75) -> None:
        """Write it as an animated WebP that begins again when it is over."""
        shots = _long_enough(self.shots)
        type_ = Typeface(_SIZE, found({}, FIRST))
        frames = [_framed(shot, type_) for shot in shots]
        frames[0].save(
            path, save_all=True, append_images=frames[1:], duration=durations_ms(shots), loop=0, quality=quality, method=4, minimize_size=True
        )


def durations_ms(shots: list[Shot]) -> list[int]:
    """How long each is shown, in milliseconds."""
    ends = [after.at - shot.at for shot, after in pairwise(shots)]
    return [int(1000 * min(LONGEST_S, seconds)) for seconds in ends] + [int(1000 * LAST_S)]


def _long_enough(shots: list[Shot]) -> list[Shot]:
    """Without those that were there for a moment only."""
    kept = [shot for shot, after in pairwise(shots) if after.at - shot.at >= SHORTEST_S]
    return [*kept, *shots[-1:]]


def _framed(shot: Shot, type_: Typeface) -> Image.Image:
    width, height = shot.size
    image = Image.new("RGB", (width, height + STRIP), _GROUND)
    image.paste(Image.frombytes("RGB", shot.size, zlib.decompress(shot.packed)))
    caption = shot.caption
    who = ("You:  " if caption.by_user else "Sayso:  ") if caption.text else ""
    rows = type_.wrapped(f"{who}{caption.text}", width - 2 * _MARGIN, ROWS)
    draw = ImageDraw.Draw(image)
    for number, row in enumerate(rows):
        type_.draw(draw, (_MARGIN, height + _LINE * (number + 1)), row, _YOU if caption.by_user else _SAYSO)
    return image
