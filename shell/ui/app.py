"""The terminal UI, first form: the state large, what is heard, done and said, the open question, a line to type in."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Input, RichLog, Static

from shell.client import Client, connected
from shell.errors import NotRunning, ShellError
from shell.event import Acting, Answered, Asked, Ended, Event, Heard, Listening, Quiet, Said, masked
from shell.timeline import line_of
from shell.wire import Now

_WORDS = {"starting": "starting", "listening": "listening", "thinking": "thinking", "acting": "acting", "asking": "asking"}


class StateBar(Static):
    """What Sayso is doing, in one large word."""

    def show(self, mode: str) -> None:
        """Show a mode by word and colour."""
        self.update(_WORDS.get(mode, mode).upper())
        for name in _WORDS:
            self.set_class(name == mode, name)


class ShellApp(App[None]):
    """Shows one daemon; everything it does goes through the private socket."""

    TITLE = "Sayso"
    CSS = """
    #state { height: 3; content-align: center middle; text-style: bold; background: $primary-background; }
    #state.asking { background: $warning; color: $text; }
    #state.acting { background: $success; color: $text; }
    #question { height: auto; padding: 1 2; text-style: bold; border: heavy $warning; display: none; }
    #question.open { display: block; }
    #log { height: 1fr; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "stop", "Stop"), ("f1", "help", "What can I say"), ("ctrl+q", "quit", "End Sayso")]

    def __init__(self, socket: Path) -> None:
        super().__init__()
        self._socket = socket
        self._links = AsyncExitStack()
        self._client: Client | None = None
        self._asking = False
        self._speaking = False

    def compose(self) -> ComposeResult:
        """The widgets, top to bottom."""
        yield StateBar("starting", id="state")
        yield Static("", id="question", markup=False)
        yield RichLog(id="log", wrap=True, markup=False)
        yield Input(placeholder="Speak, or type what you want done. Escape stops.", id="words")
        yield Footer()

    async def on_mount(self) -> None:
        """Connect to the daemon and follow it."""
        try:
            self._client = await self._links.enter_async_context(connected(self._socket))
            watcher = await self._links.enter_async_context(connected(self._socket))
        except NotRunning as gone:
            self.exit(message=str(gone))
            return
        self.run_worker(self._follow(watcher.watch(digits=True)), exclusive=True)
        self.query_one("#words", Input).focus()

    async def on_unmount(self) -> None:
        """Let go of the daemon."""
        await self._links.aclose()

    async def on_input_submitted(self, message: Input.Submitted) -> None:
        """What was typed is a sentence, or the answer to the open question."""
        text, words = message.value.strip(), self.query_one("#words", Input)
        words.value = ""
        if text and self._client is not None:
            try:
                await (self._client.answer(text) if self._asking else self._client.say(text))
            except NotRunning as gone:
                self.exit(message=str(gone))
            except ShellError as trouble:
                self.notify(str(trouble), severity="error")

    async def action_stop(self) -> None:
        """Stop whatever runs."""
        if self._client is not None:
            await self._client.stop()

    async def action_help(self) -> None:
        """Ask what can be said."""
        if self._client is not None:
            await self._client.say("what can I say")

    async def _follow(self, events: AsyncIterator[Now | Event]) -> None:
        async for event in events:
            if isinstance(event, Now):
                if event.question:
                    self._ask(event.question)
                self.query_one(StateBar).show(event.mode)
                continue
            self._show(event)
            if line := line_of(masked(event)):  # the log outlives the question, its digits must not
                self.query_one("#log", RichLog).write(line)
        self.exit(message="Sayso ended.")

    def _show(self, event: Event) -> None:
        match event:
            case Asked(question=question, digits=digits):
                self._ask(f"{question}\n{'Say: confirm ' + ' '.join(digits) if digits else 'Say yes or no.'}")
            case Answered():
                self._ask("")
            case Heard():
                self.query_one(StateBar).show("thinking")
            case Acting():
                self.query_one(StateBar).show("acting")
            case Ended() | Listening(speech=False):
                self.query_one(StateBar).show("listening")
            case Said() | Quiet():
                self._speaking = isinstance(event, Said)
                self.query_one(StateBar).set_class(self._speaking, "speaking")
            case _:
                pass

    def _ask(self, text: str) -> None:
        self._asking = bool(text)
        question = self.query_one("#question", Static)
        question.update(text)
        question.set_class(self._asking, "open")
        self.query_one(StateBar).show("asking" if text else "thinking")
