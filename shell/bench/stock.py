"""What the terminal UI is measured against: Textual as it comes, `python -m shell.bench.stock [ROWS]`."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Static

WORD = "LISTENING"
"""What the bare app shows."""


class Stock(App[None]):
    """One word, or a table of so many rows."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        """The word, or the table."""
        if not self._rows:
            yield Static(WORD)
            return
        yield DataTable[str](cursor_type="row")

    def on_mount(self) -> None:
        """Fill the table."""
        for table in self.query(DataTable[str]):
            table.add_columns("No.", "When", "What was said", "Outcome", "The answer")
            for number in range(self._rows, 0, -1):
                table.add_row(str(number), "yesterday", f"open invoice {number:05}", "done", f"Invoice {number:05} is open.")


if __name__ == "__main__":
    Stock(int(sys.argv[1]) if len(sys.argv) > 1 else 0).run()
