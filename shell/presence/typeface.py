"""Text in whatever fonts this machine has: measured, wrapped, cut and drawn, each character in a font that knows it."""

import itertools
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

FIRST = ("NotoSans-Regular.ttf", "DejaVuSans.ttf", "LiberationSans-Regular.ttf", "FreeSans.ttf", "Ubuntu-R.ttf", "Cantarell-Regular.otf")
"""The first of these that is there is used for everything it knows."""
BOLD = ("NotoSans-Bold.ttf", "DejaVuSans-Bold.ttf", "LiberationSans-Bold.ttf", "FreeSansBold.ttf", "Ubuntu-B.ttf", "Cantarell-Bold.otf")
OTHERS = (*FIRST, "NotoSansCJK-Regular.ttc", "NotoSans*-Regular.[to]t[fc]", "wqy-*.tt[cf]", "DroidSansFallback*.ttf", "unifont*.[to]tf")
"""Patterns of the fonts that are asked for what the first one lacks."""
MOST = 60
"""Fonts asked at most."""
_UNKNOWN = "\U0010fffe"
"""No character at all: every font draws its sign for what it lacks."""


def found(environ: Mapping[str, str], names: Iterable[str]) -> list[Path]:
    """The font files of these names or patterns, best first, in the usual folders."""
    home = Path(environ.get("HOME") or "/")
    own = Path(environ.get("XDG_DATA_HOME") or home / ".local/share") / "fonts"
    system = [Path(folder) / "fonts" for folder in (environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":") if folder]
    folders = [folder for folder in (own, home / ".fonts", *system) if folder.is_dir()]
    return list(dict.fromkeys(path for name in names for folder in folders for path in sorted(folder.rglob(name))))[:MOST]


class Typeface:
    """One weight in one size."""

    def __init__(self, size: int, files: Iterable[Path]) -> None:
        """size: pixels of an em; files: the first is used for what it knows, the others for the rest; without any, Pillow's own."""
        self.size = size
        self._files = list(files)
        self._fonts: dict[int, FreeTypeFont | None] = {}
        self._chosen: dict[str, int] = {}

    def width(self, text: str) -> float:
        """Pixels."""
        return sum(font.getlength(run) for font, run in self._runs(text))

    def draw(self, draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, colour: tuple[int, int, int]) -> None:
        """Draw one line; `at` is its left end on the baseline."""
        x, y = at
        for font, run in self._runs(text):
            draw.text((x, y), run, fill=colour, font=font, anchor="ls")
            x += font.getlength(run)

    def cut(self, text: str, width: float) -> str:
        """The text if it fits, else as much of it as does, with an ellipsis."""
        if self.width(text) <= width:
            return text
        return text[: self._fitting(text, width, "…")].rstrip() + "…"

    def wrapped(self, text: str, width: float, rows: int) -> list[str]:
        """The text in at most so many rows, broken between words, or in them where one is too long; the last row is cut."""
        words, made = " ".join(text.split()), list[str]()
        while words and len(made) < rows - 1 and self.width(words) > width:
            fits = max(1, self._fitting(words, width))
            head = words[:fits]
            if words[fits : fits + 1].strip() and " " in head.strip():
                head = head.rpartition(" ")[0]
            made.append(head.rstrip())
            words = words[len(head) :].lstrip()
        return [*made, self.cut(words, width)] if words else made

    def _fitting(self, text: str, width: float, tail: str = "") -> int:
        """How many characters fit, with the tail after them."""
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.width(text[:middle].rstrip() + tail) <= width else (low, middle - 1)
        return low

    def _runs(self, text: str) -> list[tuple[FreeTypeFont, str]]:
        chosen: list[int] = []
        for character in text:
            joins = bool(chosen) and (character.isspace() or unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"))
            chosen.append(chosen[-1] if joins else self._choice(character))
        runs = itertools.groupby(zip(chosen, text, strict=True), key=lambda pair: pair[0])
        return [(self._font(number) or self._own(), "".join(character for _, character in run)) for number, run in runs]

    def _choice(self, character: str) -> int:
        if character not in self._chosen:
            knows = (number for number in range(len(self._files)) if (font := self._font(number)) and _knows(font, character))
            self._chosen[character] = next(knows, 0)
        return self._chosen[character]

    def _font(self, number: int) -> FreeTypeFont | None:
        if number not in self._fonts:
            try:
                self._fonts[number] = ImageFont.truetype(self._files[number], self.size)
            except (OSError, IndexError):  # no font, or one in sizes of its own only
                self._fonts[number] = None
        return self._fonts[number]

    def _own(self) -> FreeTypeFont:
        return _built_in(self.size)


@cache
def _built_in(size: int) -> FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, FreeTypeFont):
        raise RuntimeError("this Pillow was built without FreeType; install the one from PyPI")
    return font


def _knows(font: FreeTypeFont, character: str) -> bool:
    return character.isspace() or _ink(font, character) != _ink(font, _UNKNOWN)


def _ink(font: FreeTypeFont, character: str) -> bytes:
    size = 2 * round(font.size)
    drawn = Image.new("1", (size, size))
    ImageDraw.Draw(drawn).text((0, 0), character, fill=1, font=font)
    return drawn.tobytes()
