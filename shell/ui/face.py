"""The one screen: state, question, view, line to type in, keys; laid out for the size of the terminal and of the type."""

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Input, Static

from shell.event import Event, Heard, Level, Partial
from shell.ui import big
from shell.ui.big import BigText
from shell.ui.daemon import GONE, Daemon
from shell.ui.home import HomeView
from shell.ui.keyline import KeyLine
from shell.ui.look import Look
from shell.ui.palette import STAYS
from shell.ui.plan import PlanView
from shell.ui.question import QuestionPanel
from shell.ui.standing import LOST, Standing
from shell.ui.statebar import Clock, Meter, StateBar
from shell.ui.transcript import Caption
from shell.ui.views import Views
from shell.ui.wordline import WordLine
from shell.wire import Now

AWAY = f"{GONE}\nIt is looked for all the time. What you type stays in the line."
NARROW, LOW, VAST = 100, 32, (200, 55)
"""Columns and rows from which there is room for more."""


class Face(Screen[None]):
    """Knows the widgets, not the daemon."""

    def __init__(self, daemon: Daemon, clock: Clock, stays: bool) -> None:
        super().__init__(classes=STAYS if stays else "")
        self._daemon = daemon
        self._clock = clock
        self._look = Look()

    def compose(self) -> ComposeResult:
        """Top to bottom."""
        yield StateBar(self._clock)
        yield QuestionPanel()
        yield Static(AWAY, id="away", markup=False)
        yield Views(self._daemon)
        yield WordLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Typing goes to the line."""
        self.query_one(WordLine).words.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Lay it out anew."""
        self.fit(self._look, event.size)

    def fit(self, look: Look, size: Size | None = None) -> None:
        """Lay it out for a look, in this size or the one it has."""
        self._look, size = look, size or self.size
        vast = size.width >= VAST[0] and size.height >= VAST[1]
        self.set_class(size.width < NARROW or (look.big and not vast), "-narrow")
        self.set_class(size.height < LOW, "-low")
        self.set_class(vast, "-vast")
        self.set_class(size.height >= LOW and not vast, "-medium")
        self.set_class(look.big, "-big")
        self.set_class(look.contrast, "-contrast")
        letters = 4 if vast else 2 if size.height >= LOW else 1
        fits = (scale for scale in (4, 2, 1) if scale <= letters and big.width("listening", scale, "listening") <= size.width - 4)
        self.query_one(StateBar).fit(next(fits, 1), look.still)
        self.query_one(WordLine).words.cursor_blink = not look.still
        self.query_one(QuestionPanel).fit(size, look.big or vast, letters)
        for caption in (self.query_one(Caption), self.query_one(PlanView).query_one(BigText)):
            caption.scale, caption.most = 2 if vast and look.big else 1, size.height // 3

    def on_key(self, event: events.Key) -> None:
        """A letter typed anywhere goes to the line."""
        words = self.query_one(WordLine).words
        if event.is_printable and event.character and not isinstance(self.focused, Input) and event.key not in self.active_bindings:
            event.stop()
            words.focus()
            words.insert_text_at_cursor(event.character)

    def stands(self, standing: Standing) -> None:
        """Show where the session stands."""
        self.set_class(standing.asked is not None, "-asking")
        self.set_class(standing.mode == LOST, "-away")
        self.query_one(StateBar).stands(standing)
        self.query_one(QuestionPanel).ask(standing.asked)
        self.query_one(WordLine).stands(standing)

    async def rejoin(self, now: Now) -> None:
        """The daemon is there, or there again: what was missed."""
        self.query_one(PlanView).rejoin(now)
        await self.query_one(HomeView).rejoin(now)

    async def happened(self, event: Event) -> None:
        """Tell everyone."""
        if isinstance(event, Level):
            self.query_one(Meter).heard(event)
            return
        if isinstance(event, Partial | Heard):
            elsewhere = self.query_one(Views).current != "home"  # home has it in the transcript
            self.query_one(WordLine).heard(event.text if isinstance(event, Partial) and elsewhere else "")
        await self.query_one(HomeView).follow(event)
        self.query_one(Views).happened(event)

    async def show(self, name: str, text: str = "") -> None:
        """Show a view; the keys go to it if it wants them, else to the line."""
        words = self.query_one(WordLine).words
        words.focus()
        await self.query_one(Views).show(name, text)
