"""A long history: as many turns as somebody has in a year."""

from pathlib import Path

from shell.answers import Row
from shell.history import History

DAY_S = 86_400.0
_TURNS = (
    ("open invoice {:05}", "files.open", "done", "Invoice {:05} is open.", ("open invoice {:05}: confirmed; its window is there",)),
    (
        "type the total of {:05} in the sheet",
        "text.type",
        "done",
        "Typed.",
        ("type 12: confirmed; the field reads 12", "press Enter: confirmed; moved on"),
    ),
    ("pay bill {:05}", "banking.pay", "refused", "No answer, so I did not pay bill {:05}.", ()),
    (
        "write to Anna that parcel {:05} is here",
        "mail.write",
        "unknown",
        "I cannot tell whether it was sent.",
        ("press Send: unverifiable; no trace",),
    ),
    ("what is the weather in sector {:05}", "", "not_done", "I did not understand that.", ()),
)
"""What recurs; the number makes each turn its own."""


def fill(path: Path, rows: int, now: float) -> None:
    """Write so many turns of the past year to the history's database; the newest ended just before `now` (seconds since 1970)."""
    history = History(path)
    try:
        for number in range(1, rows + 1):
            said, intent, outcome, say, steps = _TURNS[number % len(_TURNS)]
            at = now - (rows - number + 1) * 365 * DAY_S / rows
            told = tuple(step.format(number) for step in steps)
            history.add(Row(number, at, said.format(number), "voice", intent, outcome, say.format(number), told))
    finally:
        history.close()
