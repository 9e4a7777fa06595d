"""One turn of the past in full: what was said, done and answered, and a way to do it again."""

import time
from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Label, Static

from shell.answers import Row
from shell.ui.daemon import Daemon
from shell.ui.pane import Pane
from shell.ui.rowlines import pattern
from shell.ui.wording import MASK, outcome, plain, when

SECRET = "A secret was said here and was never kept, so it can't be done again: say it anew."
NOTHING = "Nothing is chosen."


class RowDetail(Vertical, can_focus=True):
    """The chosen row, wrapped, with its steps and their evidence; below it the button, always in sight."""

    DEFAULT_CSS = """
    RowDetail { height: 1fr; background: $panel; }
    RowDetail:focus { background-tint: $primary 6%; }
    RowDetail Pane { height: 1fr; background: transparent; }
    RowDetail #do { height: auto; padding: 1 2; }
    RowDetail Button { background: $primary 25%; color: $foreground; text-style: bold; padding: 0 1; margin-right: 2; }
    RowDetail:focus Button { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    RowDetail .secret { display: none; width: 1fr; height: auto; color: $text-warning; text-style: bold; }
    RowDetail .hint { width: auto; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,a", "again", "Do it again"),
        Binding("left,backspace", "back", "Back to the list"),
        *(Binding(key, f"turn('{where}')", show=False) for key, where in (("up", "page up"), ("down", "page down"), ("pageup", "page up"))),
        *(Binding(key, f"turn('{where}')", show=False) for key, where in (("pagedown", "page down"), ("home", "top"), ("end", "bottom"))),
    ]

    class Back(Message):
        """The list is wanted again."""

    def __init__(self, daemon: Daemon, clock: Callable[[], float] = time.time) -> None:
        """clock: seconds since 1970."""
        super().__init__()
        self._daemon = daemon
        self._clock = clock
        self.row: Row | None = None
        self._words: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """The words, then the button."""
        yield Pane(can_focus=False)
        with Horizontal(id="do"):
            yield Static(SECRET, classes="secret", markup=False)
            again = Button("Do it again", id="again", compact=True)
            again.can_focus = False
            yield again
            yield Label("Enter · back with left", classes="hint")

    def show(self, row: Row | None, words: Iterable[str] = ()) -> None:
        """Show a row, with the words marked; None: nothing is chosen."""
        if (row, sought := tuple(words)) == (self.row, self._words) and row is not None:
            return  # it may be read right now
        self.row, self._words = row, sought
        self.query_one(Pane).tell(NOTHING if row is None else told(row, self._clock(), words))
        self.query_one(".secret").display = row is not None and secret(row)
        self.query_one(Button).display = row is not None and not secret(row)
        self.query_one(".hint").display = row is not None and not secret(row)

    def action_turn(self, where: str) -> None:
        """Go "page down", "page up", to the "top" or "bottom"."""
        self.query_one(Pane).turn(where)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The only button does it again."""
        event.stop()
        self.action_again()

    def action_again(self) -> None:
        """Say the sentence once more: it goes through the gate as any other does."""
        if self.row is None:
            return
        if secret(self.row):
            self.notify(SECRET, severity="warning", markup=False)
        else:
            self.run_worker(self._say(self.row.said))

    async def _say(self, text: str) -> None:
        if await self._daemon.say(text):
            self.notify(f"Said again: “{plain(text)}”", markup=False)

    def action_back(self) -> None:
        """Back to the list."""
        self.post_message(self.Back())


def secret(row: Row) -> bool:
    """Whether something was said in it that was never kept."""
    return MASK in row.said


def told(row: Row, now: float, words: Iterable[str] = ()) -> Content:
    """The row in full, with the words marked."""
    how = "said" if row.by == "voice" else "typed"
    lines: list[Content] = [
        Content.styled(f"Number {row.number} · {when(row.time, now)} · {how}", "$foreground"),
        Content.styled(f"“{plain(row.said)}”", "bold"),
        Content(""),
        Content.styled(outcome(row.outcome), "bold $text-success" if row.outcome == "done" else "bold $text-warning"),
        Content(plain(row.say) or "Nothing was answered."),
        Content(""),
    ]
    if row.steps:
        lines += [Content.styled("What was done, and how that is known", "bold underline")]
        lines += [Content(f"{number}. {plain(step)}") for number, step in enumerate(row.steps, 1)]
    else:
        lines += [Content("No step was taken.")]
    if row.intent:
        lines += [Content(""), Content(f"Understood as {plain(row.intent)}.")]
    whole, sought = Content("\n").join(lines), pattern(words)
    return whole.highlight_regex(sought, style="bold underline reverse") if sought else whole
