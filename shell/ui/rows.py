"""The history as a list to choose from by keys: ten thousand rows cost what the visible ones do."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from shell.answers import Row
from shell.ui.pages import Pages
from shell.ui.sheet import Sheet

_KEYS = {"up": "up", "down": "down", "pageup": "page up", "pagedown": "page down", "home": "top", "end": "bottom"}


class RowList(Sheet, can_focus=True):
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

    class Moved(Message):
        """Another row was chosen, or the chosen one came."""

    class Opened(Message):
        """The chosen row is to be opened."""

    @property
    def chosen(self) -> Row | None:
        """The chosen row; None when there is none or it is on its way."""
        return self.pages.row(self.place) if self.pages else None

    def show(self, pages: Pages, words: tuple[str, ...]) -> None:
        """Show these rows from the newest, with the words marked."""
        self.pages, self.words = pages, words
        self.measure()
        self.place = 0
        self.scroll_to(y=0, animate=False)
        self.post_message(self.Moved())

    def on_resize(self, _: events.Resize) -> None:
        """Keep the chosen row in sight when lines become columns."""
        self.measure()
        self.watch_place(self.place, self.place)

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
