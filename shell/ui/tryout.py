"""A line to try a sentence with: what would it do, what would be asked?"""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from shell.answers import Tried
from shell.ui.daemon import Daemon
from shell.wire import Try


class TryLine(Horizontal):
    """Takes a sentence and finds out; nothing is done."""

    DEFAULT_CSS = """
    TryLine { height: 1; }
    TryLine Label { padding: 0 1; }
    TryLine Input { width: 1fr; padding: 0 1; background: $panel; }
    TryLine Input:focus { background: $primary 30%; }
    """

    class Found(Message):
        """What the sentence would do."""

        def __init__(self, tried: Tried) -> None:
            super().__init__()
            self.tried = tried

    def __init__(self, daemon: Daemon) -> None:
        super().__init__()
        self._daemon = daemon

    def compose(self) -> ComposeResult:
        """Label and line."""
        yield Label("Try")
        yield Input(placeholder="press / and type a sentence: what would it do?", id="try", compact=True)

    def attempt(self, text: str) -> None:
        """Try a sentence; Found comes when the daemon answered."""
        line = self.query_one(Input)
        line.value = text
        if text.strip():
            self.run_worker(self._attempt(text.strip()), exclusive=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Try what was typed."""
        event.stop()
        self.attempt(event.value)

    async def _attempt(self, text: str) -> None:
        tried = await self._daemon.look(Try(text), Tried)
        if tried is not None:
            self.post_message(self.Found(tried))
