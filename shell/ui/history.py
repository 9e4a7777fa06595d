"""Everything that was said and what came of it: looked through, searched, done again."""

import time
from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from shell.event import Ended, Event
from shell.ui.daemon import Daemon
from shell.ui.detail import RowDetail, secret
from shell.ui.rows import RowList
from shell.ui.search import Search
from shell.ui.view import Do, View

ROOM = 110
"""Columns from which the chosen row stands in full beside the list."""
REST_S = 0.08
"""Seconds without a move after which the chosen row is shown in full."""


class HistoryView(View):
    """The list, and the chosen row in full: beside it where there is room, else in its place when it is opened."""

    title: ClassVar[str] = "History"
    DEFAULT_CSS = """
    HistoryView Search { width: 3fr; height: 1fr; }
    HistoryView RowDetail { display: none; width: 2fr; }
    HistoryView.-wide RowDetail, HistoryView.-open RowDetail { display: block; }
    HistoryView.-open Search { display: none; }
    HistoryView.-wide Search { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "search", "Search")]

    def __init__(self, daemon: Daemon, clock: Callable[[], float] = time.time) -> None:
        """clock: seconds since 1970."""
        super().__init__(daemon)
        self._clock = clock
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        """List and detail."""
        with Horizontal():
            yield Search(self.daemon, self._clock)
            yield RowDetail(self.daemon, self._clock)

    async def shown(self, text: str = "") -> None:
        """Read the history again, only the rows with these words."""
        self.remove_class("-open")
        search = self.query_one("#search", Input)
        with search.prevent(Input.Changed):
            search.value = text
        self.query_one(RowList).focus()
        self.run_worker(self.query_one(Search).find(text.strip()))

    def turn(self, where: str) -> None:
        """Turn the pages of the list, or of the detail when it stands alone."""
        if self.has_class("-open") and not self.has_class("-wide"):
            self.query_one(RowDetail).action_turn(where)
        else:
            self.query_one(RowList).action_turn(where)

    def happened(self, event: Event) -> None:
        """A turn that ended comes on top."""
        if isinstance(event, Ended):
            self.run_worker(self.query_one(Search).look_again())

    def numbered(self, number: int) -> Message | None:
        """The sentence of the row in sight with this number, to be done again; None when there is none, or a secret was said."""
        rows = self.query_one(RowList)
        found = [rows.pages.row(place) for place in range(*rows.sight)] if rows.pages else []
        return next((Do(row.said) for row in found if row and row.number == number and not secret(row)), None)

    def on_resize(self, event: events.Resize) -> None:
        """One or two panes."""
        self.set_class(event.size.width >= ROOM, "-wide")

    def on_row_list_moved(self) -> None:
        """Show the chosen row in full once the keys rest: the list comes first."""
        if self._resting is not None:
            self._resting.stop()
        rows, detail = self.query_one(RowList), self.query_one(RowDetail)
        self._resting = self.set_timer(REST_S, lambda: detail.show(rows.chosen, rows.words))

    @on(RowList.Opened)
    @on(RowDetail.Back)
    def open(self, event: RowList.Opened | RowDetail.Back) -> None:
        """Go to the chosen row in full, or back to the list."""
        opened = isinstance(event, RowList.Opened)
        if self.query_one(RowList).chosen is not None or not opened:
            rows, detail = self.query_one(RowList), self.query_one(RowDetail)
            detail.show(rows.chosen, rows.words)
            self.set_class(opened, "-open")
            self.call_after_refresh((detail if opened else rows).focus)

    def action_search(self) -> None:
        """Go to the search line."""
        self.remove_class("-open")
        self.query_one("#search", Input).focus()
