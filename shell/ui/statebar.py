"""The state in one word and one sign, large enough for the other side of the room; beside it the time, the voice's level and trouble."""

import time
from collections.abc import Callable

from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from shell.event import Level
from shell.ui import big
from shell.ui.look import MODES
from shell.ui.standing import LOST, Standing

MOVING_S, STILL_S = 0.1, 0.5
"""Seconds between two moves of the level meter at least, and without motion."""
Clock = Callable[[], time.struct_time]


class Word(Widget):
    """The state's sign and word in block letters."""

    standing: reactive[Standing] = reactive(Standing())
    scale: reactive[int] = reactive(1, layout=True)

    def get_content_width(self, container: object, viewport: object) -> int:
        """Columns of the longest word but "not connected", so that nothing jumps."""
        return big.width("listening", self.scale, "listening")

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Rows of one line of letters."""
        return big.height(self.scale)

    def render(self) -> RenderResult:
        """Blocks, or plain letters where there is no room for blocks."""
        word, room = self.standing.word, self.content_size
        for scale in (scale for scale in (4, 2, 1) if scale <= self.scale):
            for sign in (self.standing.mode, ""):
                if big.width(word, scale, sign) <= room.width:
                    return Content("\n".join(big.drawn(word, scale, sign)))
        return Content(word.upper())


class Meter(Widget):
    """How loud it is at the microphone: a line that grows, with the word when it is a voice."""

    level: reactive[float] = reactive(0.0)
    speech: reactive[bool] = reactive(False)
    still: bool = False
    """Move seldom."""

    def __init__(self) -> None:
        super().__init__()
        self._moved_at = 0.0

    def heard(self, event: Level) -> None:
        """Show a level, unless the last one was just shown."""
        if event.at - self._moved_at >= (STILL_S if self.still else MOVING_S):
            self._moved_at = event.at
            self.level, self.speech = round(event.level, 2), event.speech >= 0.5

    def render(self) -> RenderResult:
        """One row."""
        word = "voice" if self.speech else "sound"
        room = max(0, self.size.width - len(word) - 1)
        full = round(room * min(1.0, max(0.0, self.level)))
        return Content.assemble((word, "bold" if self.speech else ""), " ", "━" * full, ("─" * (room - full), "$line"))


class StateBar(Horizontal):
    """The band at the top; its class is the mode."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._ticking: Timer | None = None
        self._standing = Standing()

    def compose(self) -> ComposeResult:
        """The word, then the column of small things."""
        yield Word()
        with Vertical(id="aside"):
            yield Static("", id="clock", markup=False)
            yield Meter()
            yield Static("", id="note", markup=False)

    def on_mount(self) -> None:
        """Start the clock."""
        self.stands(self._standing)
        self._tick()

    def stands(self, standing: Standing) -> None:
        """Show where the session stands."""
        self._standing = standing
        for mode in MODES:
            self.set_class(standing.mode == mode, mode)
        self.query_one(Word).standing = standing
        meter = self.query_one(Meter)
        meter.display = standing.mode not in (LOST, "muted", "starting")
        if not meter.display:
            meter.level, meter.speech = 0.0, False
        self.query_one("#note", Static).update(noted(standing))

    def fit(self, scale: int, still: bool) -> None:
        """Draw the word as large as this and the meter as lively."""
        self.query_one(Word).scale = scale
        self.query_one(Meter).still = still

    def _tick(self) -> None:
        now = self._clock()
        self.query_one("#clock", Static).update(time.strftime("%H:%M", now))
        self._ticking = self.set_timer(60 - now.tm_sec, self._tick)


def noted(standing: Standing) -> str:
    """What goes on besides the state, in a few words."""
    if standing.mode == LOST:
        return "waiting for Sayso"
    if standing.trouble:
        return f"! {standing.trouble}"
    if standing.speaking:
        return "speaking"
    first = "" if standing.heeds else standing.cue
    return {"asleep": "say “wake up”", "muted": "microphone closed", "listening": first, "starting": "one moment"}.get(
        standing.mode, "say “stop” to stop"
    )
