"""The doctor: every part tried for real, what was found, and what to do about it."""

import time
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Static

from shell.answers import Examined
from shell.ui.daemon import Daemon
from shell.ui.findings import Findings, told
from shell.ui.view import View
from shell.wire import Examine

BEFORE = "The doctor tries every part for real. Press r to examine: it speaks and listens, so be quiet for a moment. Press s to do it without sounds."
AWAY = "! Sayso did not answer: nothing was examined. It may not be running, or the doctor took too long."


class DoctorView(View):
    """A line about the examination, then its findings; the last ones stay until there are new ones."""

    title: ClassVar[str] = "Doctor"
    DEFAULT_CSS = """
    DoctorView #state { height: auto; padding: 0 1; margin-bottom: 1; text-style: bold; }
    DoctorView Findings { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("r", "examine(False)", "Examine"), Binding("s", "examine(True)", "Examine without sounds")]

    def __init__(self, daemon: Daemon, clock: Callable[[], float] = time.monotonic) -> None:
        """clock: seconds that only grow."""
        super().__init__(daemon)
        self._clock = clock
        self._begun: float | None = None
        self._ticking: Timer | None = None

    def compose(self) -> ComposeResult:
        """What is going on, and what was found."""
        yield Static(BEFORE, id="state", markup=False)
        yield Findings()

    async def shown(self, text: str = "") -> None:
        """The last findings are kept; "run" or "silently" examines at once."""
        self.query_one(Findings).focus()
        if text:
            self.action_examine("silent" in text)

    def turn(self, where: str) -> None:
        """Turn the pages of the findings."""
        self.query_one(Findings).turn(where)

    def action_examine(self, silent: bool) -> None:
        """Examine, one at a time."""
        if self._begun is None:
            self._begun = self._clock()
            self._ticking = self.set_interval(1.0, lambda: self._tick(silent))
            self._tick(silent)
            self.run_worker(self._examine(silent))

    async def _examine(self, silent: bool) -> None:
        found = await self.daemon.look(Examine(silent), Examined)
        seconds, self._begun = self._clock() - (self._begun or 0.0), None
        if self._ticking is not None:
            self._ticking.stop()
        if found is None or found.why:
            self._say(AWAY if found is None else f"! It could not be examined: {found.why}")
            return
        self._say(told(found.checks, seconds))
        self.query_one(Findings).show(found.checks)

    def _tick(self, silent: bool) -> None:
        if self._begun is not None:
            how = "without sounds" if silent else "speaking and listening: please be quiet"
            self._say(f"… Examining, {how}. {self._clock() - self._begun:.0f} s so far.")

    def _say(self, text: str) -> None:
        self.query_one("#state", Static).update(text)
