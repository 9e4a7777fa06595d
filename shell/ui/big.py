"""Block letters: a terminal has one size of type, so what must be read across the room is drawn."""

from functools import cache

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

GAP = 1
"""Dots between two letters."""
_LETTERS = """
A .##. #..# #### #..# #..#
B ###. #..# ###. #..# ###.
C .### #... #... #... .###
D ###. #..# #..# #..# ###.
E #### #... ###. #... ####
F #### #... ###. #... #...
G .### #... #.## #..# .###
H #..# #..# #### #..# #..#
I ### .#. .#. .#. ###
J ..## ...# ...# #..# .##.
K #..# #.#. ##.. #.#. #..#
L #... #... #... #... ####
M #...# ##.## #.#.# #...# #...#
N #..# ##.# #.## #..# #..#
O .##. #..# #..# #..# .##.
P ###. #..# ###. #... #...
Q .##. #..# #..# #.#. .#.#
R ###. #..# ###. #.#. #..#
S .### #... .##. ...# ###.
T ##### ..#.. ..#.. ..#.. ..#..
U #..# #..# #..# #..# .##.
V #...# #...# .#.#. .#.#. ..#..
W #...# #...# #.#.# ##.## #...#
X #...# .#.#. ..#.. .#.#. #...#
Y #...# .#.#. ..#.. ..#.. ..#..
Z #### ...# .##. #... ####
0 .##. #..# #..# #..# .##.
1 .#. ##. .#. .#. ###
2 ###. ...# .##. #... ####
3 ###. ...# .##. ...# ###.
4 #..# #..# #### ...# ...#
5 #### #... ###. ...# ###.
6 .##. #... ###. #..# .##.
7 #### ...# ..#. .#.. .#..
8 .##. #..# .##. #..# .##.
9 .##. #..# .### ...# .##.
. . . . . #
, .. .. .. .# #.
: . # . # .
; .. .# .. .# #.
! # # # . #
? ###. ...# .##. .... .#..
' # # . . .
" #.# #.# ... ... ...
- ... ... ### ... ...
/ ...# ..#. ..#. .#.. #...
( .# #. #. #. .#
) #. .# .# .# #.
+ ... .#. ### .#. ...
= ... ### ... ### ...
% #..# ...# .##. #... #..#
& .#.. #.#. .#.. #.#. .#.#
£ ..## .#.. ###. .#.. ####
$ .### #.#. .### .#.# ###.
€ .### #... ###. #... .###
@ .##. #..# #.## #... .###
_ .... .... .... .... ####
listening ....#.. ..#..#. #..#.#. ..#..#. ....#..
thinking ........ ........ ##.##.## ##.##.## ........
acting #.... ###.. ##### ###.. #....
asking .###. #...# ..##. ..... ..#..
asleep .##.. ##... ##... ###.# .###.
muted #...# .#.#. ..#.. .#.#. #...#
starting ##### .###. ..#.. .###. #####
lost ....... ....... ##...## ....... .......
"""
"""A letter or the sign of a mode, and its rows of dots from the top; what is said by colour is said by a sign as well."""
_ALIKE = str.maketrans("“”‘’–—…•", "\"\"''--.-")
ROWS = 5


@cache
def _dots() -> dict[str, tuple[str, ...]]:
    found = {name: tuple(rows) for name, *rows in (line.split() for line in _LETTERS.strip().splitlines())}
    return found | {" ": ("..",) * ROWS}


def can_be_drawn(text: str) -> bool:
    """Whether there is a block letter for each character."""
    return all(letter in _dots() for letter in text.translate(_ALIKE).upper())


def drawn(text: str, scale: int = 1, sign: str = "") -> list[str]:
    """The text as rows of blocks, its sign before it: 3 rows at scale 1, else 5 × scale / 2 (scales: 1, 2, 4)."""
    parts = [_dots()[sign], ("..",) * ROWS] if sign else []
    parts += [_dots()[letter] for letter in text.translate(_ALIKE).upper() if letter in _dots()]
    rows = [("." * GAP).join(part[row] for part in parts) for row in range(ROWS)]
    if scale == 1:
        pairs = zip(rows[0::2], [*rows[1::2], "." * len(rows[0])], strict=True)
        return ["".join(" ▄▀█"[2 * (above == "#") + (below == "#")] for above, below in zip(*pair, strict=True)) for pair in pairs]
    return [row.replace(".", " " * scale).replace("#", "█" * scale) for row in rows for _ in range(scale // 2)]


def width(text: str, scale: int = 1, sign: str = "") -> int:
    """Columns of the text when drawn."""
    return len(drawn(text, scale, sign)[0]) if text else 0


def height(scale: int) -> int:
    """Rows of one line of letters."""
    return 3 if scale == 1 else ROWS * scale // 2


def wrapped(text: str, columns: int, scale: int = 1) -> list[str]:
    """The text in lines that fit into the columns when drawn; a word that fits into none stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, scale) <= columns:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def set_out(text: str, columns: int, largest: int = 1, most: int = 0) -> list[str]:
    """Rows of the text as large as fits: at scale `largest` or smaller, in at most `most` rows (0: any); empty when it cannot be drawn so."""
    for scale in (scale for scale in (4, 2, 1) if scale <= largest and can_be_drawn(text)):
        lines = wrapped(text, columns, scale)
        rows = [row for number, line in enumerate(lines) for row in ([""] if number else []) + drawn(line, scale)]
        if all(width(line, scale) <= columns for line in lines) and (not most or len(rows) <= most):
            return rows
    return []


class BigText(Widget):
    """Text in block letters as large as its room allows; plain where it cannot be drawn or does not fit."""

    DEFAULT_CSS = "BigText { width: 100%; height: auto; text-style: bold; }"
    text: reactive[str] = reactive("", layout=True)
    scale: reactive[int] = reactive(1, layout=True)
    most: reactive[int] = reactive(0, layout=True)
    """Rows it may take; 0: any."""

    def __init__(self, text: str = "", *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self.set_reactive(BigText.text, text)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Rows it takes at a width in columns."""
        return len(self._lines(width)) or 1

    def render(self) -> RenderResult:
        """The blocks."""
        return Content("\n".join(self._lines(self.content_size.width)))

    def _lines(self, columns: int) -> list[str]:
        plain = [line.plain for line in Content(self.text).wrap(max(columns, 1))]
        return set_out(self.text, columns, self.scale, self.most) or plain
