"""A row of the history as one line of a wide terminal, or two of a narrow one."""

import re
from collections.abc import Callable, Iterable

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from shell.answers import Row
from shell.ui.wording import outcome, plain, when

WIDE = 100
"""Columns from which a row fits on one line."""
NUMBER, WHEN, OUTCOME, GAP = 6, 12, 10, 2
"""Widths of columns."""
BEFORE = 8
"""Letters kept before a match that lies too far right to be seen."""
Look = Callable[[str], Style]
"""The style of a part: "dim", "said", "answer", "match", or an outcome."""


def height(width: int) -> int:
    """Lines of a row at a width in columns."""
    return 1 if width >= WIDE else 2


def head(width: int) -> str:
    """What stands above the columns."""
    if height(width) == 2:
        return f"  {'No.':>{NUMBER}}  {'When':<{WHEN}}  What was said, how it ended, the answer"
    said, _ = _shares(width)
    return f"  {'No.':>{NUMBER}}  {'When':<{WHEN}}  {'What was said':<{said}}  {'Outcome':<{OUTCOME}}  The answer"


def line(row: Row | None, width: int, at: int, chosen: bool, words: Iterable[str], now: float, look: Look) -> list[Segment]:
    """Line number `at` of a row, exactly `width` columns; a row on its way is dots."""
    if at >= height(width):
        return [Segment(" " * width, look("dim"))]
    mark = "› " if chosen and at == 0 else "  "
    if row is None:
        return [Segment(fit(f"{mark}{'…':>{NUMBER}}", width) if at == 0 else " " * width, look("dim"))]
    first = f"{mark}{row.number:>{NUMBER}}  {fit(when(row.time, now), WHEN)}  "
    ended = f"{fit(outcome(row.outcome), OUTCOME)}  "
    if height(width) == 1:
        said, answer = _shares(width)
        told = [*_marked(row.said, said, words, "said", look), Segment(f"  {ended}", look(row.outcome))]
        return [Segment(first, look("dim")), *told, *_marked(row.say, answer, words, "answer", look)]
    if at == 0:
        return [Segment(first, look("dim")), *_marked(row.said, width - len(first), words, "said", look)]
    before = Segment(" " * len(first), look("dim"))
    return [before, Segment(ended, look(row.outcome)), *_marked(row.say, width - len(first) - OUTCOME - GAP, words, "answer", look)]


def fit(text: str, width: int) -> str:
    """The text in exactly so many columns, with dots where it was cut."""
    return set_cell_size(text, width) if cell_len(text) <= width else set_cell_size(text, max(0, width - 1)) + "…"[: max(0, width)]


def _shares(width: int) -> tuple[int, int]:
    """Columns of what was said and of the answer."""
    left = width - 2 - NUMBER - WHEN - OUTCOME - 4 * GAP
    said = left * 9 // 20
    return said, left - said


def _marked(text: str, width: int, words: Iterable[str], part: str, look: Look) -> list[Segment]:
    text, style = plain(text), look(part)
    found = pattern(words)
    if found is None:
        return [Segment(fit(text, width), style)]
    match = found.search(text)
    if match and cell_len(text[: match.end()]) >= width:
        text = "…" + text[max(0, match.start() - BEFORE) :]
    shown, segments, done = fit(text, width), list[Segment](), 0
    for match in found.finditer(shown):
        segments += [Segment(shown[done : match.start()], style), Segment(match[0], look("match"))]
        done = match.end()
    return [*segments, Segment(shown[done:], style)]


def pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Finds any of the words, large or small; None when there are none."""
    sought = [re.escape(word) for word in sorted(words, key=len, reverse=True) if word]
    return re.compile("|".join(sought), re.IGNORECASE) if sought else None
