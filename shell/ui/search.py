"""The history's list with a line to search it: asks the daemon for what is in sight and a little more, and never waits."""

import time
from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Input, Label, Static

from shell.answers import Remembered
from shell.ui import rowlines
from shell.ui.daemon import Daemon
from shell.ui.pages import PAGE, Pages
from shell.ui.rows import RowList
from shell.ui.sheet import Sheet
from shell.ui.wording import count
from shell.wire import Recall

PAUSE_S = 0.12
"""Seconds without a key after which is searched."""
AGAIN_S = 0.3
"""Seconds after which is looked again for a row that was not yet written."""
AWAY_S = 1.0
"""Seconds until a daemon that did not answer is asked again."""
AWAY = "Sayso is not running: its history can't be read."


class Search(Vertical):
    """Search line, heads of the columns, rows."""

    DEFAULT_CSS = """
    Search #search-line { height: 1; margin-bottom: 1; }
    Search #search-line Label { width: auto; padding: 0 1; }
    Search #search { width: 1fr; padding: 0 1; background: $panel; }
    Search #search:focus { background: $primary 30%; }
    Search #total { text-style: bold; }
    Search #head { height: 1; text-style: underline; color: $foreground; }
    """

    def __init__(self, daemon: Daemon, clock: Callable[[], float] = time.time) -> None:
        """clock: seconds since 1970."""
        super().__init__()
        self._daemon = daemon
        self._clock = clock
        self._words = ""
        self._waiting: Timer | None = None
        self._bringing = False

    def compose(self) -> ComposeResult:
        """Top to bottom."""
        with Horizontal(id="search-line"):
            yield Label("Search")
            yield Input(placeholder="press / to search, Enter for all of a turn", id="search", compact=True)
            yield Label("", id="total", markup=False)
        yield Static("", id="head", markup=False)
        yield RowList(self._clock)

    async def find(self, words: str) -> None:
        """Show the rows with all of these words, from the newest."""
        self._words = words
        pages = Pages(lambda before: self._daemon.look(Recall(words, before, PAGE), Remembered))
        answered = await pages.begin()
        if words == self._words:  # else other words were typed meanwhile
            self.query_one(RowList).show(pages, tuple(words.split()))
            self.query_one("#total", Label).update(counted(pages.total, words) if answered else AWAY)
            if not answered:
                self._wait(AWAY_S, words)

    async def look_again(self, patient: bool = True) -> None:
        """Put rows that are new on top; when there is none yet, look once more in a moment if `patient`."""
        rows = self.query_one(RowList)
        if (pages := rows.pages) is None:
            return
        added = await pages.newer()
        if pages is rows.pages:
            rows.measure(max(0, added))
            self.query_one("#total", Label).update(counted(pages.total, self._words))
        if not added and patient:
            self.set_timer(AGAIN_S, lambda: self.run_worker(self.look_again(patient=False)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search a moment after the last key."""
        event.stop()
        self._wait(PAUSE_S, event.value.strip())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """On to what was found."""
        event.stop()
        self.query_one(RowList).focus()

    def on_sheet_seen(self, event: Sheet.Seen) -> None:
        """Bring what is in sight and not here."""
        event.stop()
        rows = self.query_one(RowList)
        if not self._bringing and rows.pages and rows.pages.lacks(*rows.sight):
            self._bringing = True
            self.run_worker(self._bring(rows))

    def on_resize(self, _: events.Resize) -> None:
        """The columns depend on the width."""
        rows = self.query_one(RowList)
        self.query_one("#head", Static).update(rowlines.head(rows.wide))

    def _wait(self, seconds: float, words: str) -> None:
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(seconds, lambda: self.run_worker(self.find(words), exclusive=True, group="find"))

    async def _bring(self, rows: RowList) -> None:
        try:
            while (pages := rows.pages) and pages.lacks(*rows.sight):
                before, total = rows.chosen, pages.total
                if not await pages.fill(*rows.sight) and pages is rows.pages:
                    return
                if pages.total != total:
                    rows.measure()
                rows.refresh()
                if before != rows.chosen:
                    rows.post_message(RowList.Moved())
        finally:
            self._bringing = False


def counted(total: int, words: str) -> str:
    """How many there are, or were found."""
    return count(total, "turn") + (" found" if words else "")
