"""The drawing of the history: rows brought page by page, only those in sight drawn, and what was drawn kept."""

import time
from collections.abc import Callable

from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style as VisualStyle

from shell.ui import rowlines
from shell.ui.pages import Pages

DRAWN = 1000
"""Lines kept as they were drawn."""
FRESH_S = 600
"""Seconds that a line kept may be old: "today" ends some time."""


class Sheet(ScrollView):
    """Rows newest first, all as high as each other; the chosen one is marked."""

    place = reactive(0, repaint=False)
    """Place of the chosen row, 0 the newest."""

    class Seen(Message):
        """The sight moved; some rows may have to be brought."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """clock: seconds since 1970."""
        super().__init__()
        self.pages: Pages | None = None
        self.words: tuple[str, ...] = ()
        self.wide = 1
        """Columns beside the scroll bar."""
        self.high = 1
        """Lines of a row."""
        self._clock = clock
        self._drawn: dict[tuple[int, int, bool, float], Strip] = {}
        self._styles: list[VisualStyle] = []

    @property
    def sight(self) -> tuple[int, int]:
        """First and last place in sight."""
        first = self.scroll_offset.y // self.high
        return first, first + self.size.height // self.high + 1

    def measure(self, added: int = 0) -> None:
        """Take note that the number of rows changed; `added` came on top: the chosen row and what is in sight stay, but for the very top."""
        total, at = self.pages.total if self.pages else 0, self.scroll_offset.y
        self._drawn.clear()
        self.wide = self.scrollable_content_region.width
        self.high = rowlines.height(self.wide) + (1 if self.screen.has_class("-big") else 0)
        self.virtual_size = Size(self.wide, total * self.high)
        if added and total:
            if at:
                self.scroll_to(y=at + added * self.high, animate=False)
            self.place = min(self.place + added, total - 1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        width, (place, at) = self.wide, divmod(y + self.scroll_offset.y, self.high)
        styles = [self.get_visual_style("rows--said", *more) for more in ((), ("rows--chosen",))]
        if [*map(id, styles)] != [*map(id, self._styles)]:
            self._drawn.clear()
            self._styles = styles
        if self.pages is None or place >= self.pages.total:
            return Strip.blank(width, styles[0].rich_style)
        row, chosen, now = self.pages.row(place), place == self.place, self._clock()
        key = (row.number if row else 0, at, chosen, now // FRESH_S)
        if (strip := self._drawn.get(key)) is None:

            def look(part: str) -> Style:
                """How a part of this row is shown."""
                named = part if part in ("said", "dim", "answer", "match") else "good" if part == "done" else "bad" if part else "dim"
                named = "said" if chosen and named in ("good", "bad") else named  # colours would be faint on the mark of the chosen row
                return self.get_visual_style(f"rows--{named}", *(["rows--chosen"] if chosen and part != "match" else [])).rich_style

            strip = self._drawn[key] = Strip(rowlines.line(row, width, at, chosen, self.words, now, look), width)
            if len(self._drawn) > DRAWN:
                self._drawn.pop(next(iter(self._drawn)))
        return strip

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other rows come in sight, by whatever moved them."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Seen())
