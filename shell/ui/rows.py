"""The history as a list that is drawn line by line: ten thousand rows cost what the visible ones do."""

import time
from collections.abc import Callable
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style as VisualStyle

from shell.answers import Row
from shell.ui import rowlines
from shell.ui.pages import Pages

DRAWN = 1000
"""Lines kept as they were drawn."""
FRESH_S = 600
"""Seconds that a line kept may be old: "today" ends some time."""
_KEYS = {"up": "up", "down": "down", "pageup": "page up", "pagedown": "page down", "home": "top", "end": "bottom"}


class RowList(ScrollView, can_focus=True):
    """Rows newest first; the chosen one is marked and always in sight."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--said", "rows--dim", "rows--answer", "rows--match", "rows--chosen", "rows--good", "rows--bad"}
    DEFAULT_CSS = """
    RowList { height: 1fr; overflow-x: hidden; overflow-y: scroll; background: $surface; scrollbar-gutter: stable; }
    RowList > .rows--said { color: $foreground; text-style: bold; }
    RowList > .rows--dim, RowList > .rows--answer { color: $foreground; }
    RowList > .rows--good { color: $text-success; }
    RowList > .rows--bad { color: $text-warning; text-style: bold; }
    RowList > .rows--match { color: $background; background: $text-warning; text-style: bold; }
    RowList > .rows--chosen { background: $foreground 12%; }
    RowList:focus > .rows--chosen { background: $primary 30%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"turn('{where}')", where.capitalize(), show=False) for key, where in _KEYS.items()),
        Binding("enter", "choose", "Open"),
    ]

    place = reactive(0, repaint=False)
    """Place of the chosen row, 0 the newest."""

    class Moved(Message):
        """Another row was chosen, or the chosen one came."""

    class Opened(Message):
        """The chosen row is to be opened."""

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
    def chosen(self) -> Row | None:
        """The chosen row; None when there is none or it is on its way."""
        return self.pages.row(self.place) if self.pages else None

    @property
    def sight(self) -> tuple[int, int]:
        """First and last place in sight."""
        first = self.scroll_offset.y // self.high
        return first, first + self.size.height // self.high + 1

    def show(self, pages: Pages, words: tuple[str, ...]) -> None:
        """Show these rows from the newest, with the words marked."""
        self.pages, self.words = pages, words
        self.measure()
        self.place = 0
        self.scroll_to(y=0, animate=False)
        self.post_message(self.Moved())

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
                named = part if part in ("said", "dim", "answer", "match") else "good" if part == "done" else "bad" if part else "dim"
                named = "said" if chosen and named in ("good", "bad") else named  # colours would be faint on the mark of the chosen row
                return self.get_visual_style(f"rows--{named}", *(["rows--chosen"] if chosen and part != "match" else [])).rich_style

            strip = self._drawn[key] = Strip(rowlines.line(row, width, at, chosen, self.words, now, look), width)
            if len(self._drawn) > DRAWN:
                self._drawn.pop(next(iter(self._drawn)))
        return strip

    def on_resize(self, _: events.Resize) -> None:
        """Keep the chosen row in sight when lines become columns."""
        self.measure()
        self.watch_place(self.place, self.place)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other rows come in sight, by whatever moved them."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Seen())

    def action_turn(self, where: str) -> None:
        """Choose the row "up", "down", a "page up" or "page down", at the "top" or "bottom"."""
        total, page = self.pages.total if self.pages else 0, max(1, self.size.height // self.high - 1)
        steps = {"up": -1, "down": 1, "page up": -page, "page down": page, "top": -total, "bottom": total}
        self.place = max(0, min(total - 1, self.place + steps[where]))

    def action_choose(self) -> None:
        """Open the chosen row."""
        self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """Choose the row that is clicked; clicked again, open it."""
        place = (event.y + self.scroll_offset.y) // self.high
        if self.pages and place < self.pages.total:
            if place == self.place:
                self.action_choose()
            self.place = place

    def watch_place(self, old: int, new: int) -> None:
        """Bring the chosen row in sight and draw what changed."""
        high, top, tall = self.high, self.scroll_offset.y, self.size.height
        if new * high < top:
            self.scroll_to(y=new * high, animate=False)
        elif (new + 1) * high > top + tall:
            self.scroll_to(y=(new + 1) * high - tall, animate=False)
        for place in (old, new):
            self.refresh_lines(place * high, high)
        self.post_message(self.Moved())
