"""The line to type in: a sentence, or the answer to the open question; nothing typed is lost when the daemon is away."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from shell.event import Asked
from shell.ui.standing import LOST, Standing

IDLE = "Speak, or type what you want done"
AWAY = "Sayso is not connected; what you type waits here"
ASKING = {"yes": "yes or no", "challenge": "confirm and the digits, or cancel", "choice": "one of the choices, or its number"}


class WordLine(Horizontal):
    """An input with its prompt."""

    class Typed(Message):
        """Words to send: to the open question when `asked`."""

        def __init__(self, text: str, asked: bool) -> None:
            super().__init__()
            self.text = text
            self.asked = asked

    def __init__(self) -> None:
        super().__init__()
        self._asked: Asked | None = None
        self._draft = ""
        self._partial = ""
        self._away = False

    def compose(self) -> ComposeResult:
        """Prompt and input."""
        yield Static("›", id="prompt", markup=False)
        yield Input(placeholder=IDLE, id="words", compact=True, select_on_focus=False)

    @property
    def words(self) -> Input:
        """The input."""
        return self.query_one("#words", Input)

    def stands(self, standing: Standing) -> None:
        """A sentence half typed when a question opens is put aside, so that it never becomes the answer."""
        asked, before = standing.asked, self._asked
        self._asked = asked
        if asked is not None and before is None:
            self._draft, self.words.value = self.words.value, ""
        if asked is None and before is not None:
            self.fill(self._draft)
            self._draft = ""
        self._away = standing.mode == LOST
        self._hint()

    def fill(self, text: str) -> None:
        """Put words in the line, the cursor behind them."""
        self.words.value = text
        self.words.cursor_position = len(text)

    def offer(self, text: str) -> None:
        """Words for the user to complete; not while a question is open."""
        if self._asked is None:
            self.fill(text)
            self.words.focus()

    def heard(self, partial: str) -> None:
        """Show what is being said, where it can be typed as well; empty: nobody speaks."""
        self._partial = partial
        self._hint()

    def put_back(self, typed: Typed) -> None:
        """Words that were not taken, to be sent again; an answer whose question is gone is dropped."""
        if not self.words.value and typed.asked == (self._asked is not None):
            self.fill(typed.text)
        elif not typed.asked and self._asked is not None and not self._draft:
            self._draft = typed.text

    def _hint(self) -> None:
        idle = AWAY if self._away else ASKING.get(self._asked.kind, IDLE) if self._asked else IDLE
        self.words.placeholder = f"… {self._partial}" if self._partial else idle

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Send it."""
        message.stop()
        text = message.value.strip()
        self.words.value = ""
        if text:
            self.post_message(self.Typed(text, self._asked is not None))
