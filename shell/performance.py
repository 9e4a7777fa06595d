"""Plays a script to a running daemon: waits for each moment, speaks into the virtual microphone, and collects what came of it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from shell.chronicle import Chronicle
from shell.errors import ShellError
from shell.event import Answered, Asked, Heard
from shell.script import AGAIN, Line
from shell.summary import UNSPOKEN, Result, result_of

DIGITS = "{challenge}"
"""What stands in a script for the digits on the screen."""
NEVER = -1
"""Stands for the turn of a line that was not spoken, as its moment never came."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited for what does not come."""

    ready_s: float = 60.0
    """Seconds until the daemon must listen, and until a turn must have ended."""
    heard_s: float = 8.0
    """Seconds after the last sample within which a sentence must have come out of the ears."""


class Speaker(Protocol):
    """Makes the sound of a script's line."""

    async def sound(self, line: Line, digits: str) -> Path:
        """A wav file of the line."""
        ...


class Performance:
    """One run of a script."""

    def __init__(
        self,
        chronicle: Chronicle,
        mouth: Speaker,
        play: Callable[[Path], Awaitable[object]],
        digits: Callable[[], str],
        patience: Patience | None = None,
    ) -> None:
        self._chronicle = chronicle
        self._mouth = mouth
        self._play = play
        self._digits = digits
        self._patience = patience or Patience()

    async def run(self, lines: Sequence[Line], tell: Callable[[str], None]) -> list[Result]:
        """Speak every line at its moment; results in order. Raises ShellError when the daemon never listens or ends."""
        ready = {number: await self._mouth.sound(line, "") for number, line in enumerate(lines) if DIGITS not in line.say}
        if not await self._chronicle.until(self._chronicle.idle, self._patience.ready_s):
            raise ShellError("the daemon did not begin to listen; see what it printed above and `sayso doctor`")
        turns: list[int] = []
        since = 0
        for number, line in enumerate(lines):
            if not await self._came(self._moment(line.when, since)):
                if line.when != AGAIN:
                    tell(f"turn {number + 1}: the moment “{line.when}” never came")
                turns.append(NEVER)
                continue
            since = len(self._chronicle.events)
            await self._play(ready.get(number) or await self._mouth.sound(line, self._digits()))
            turns.append(await self._began(since))
        await self._chronicle.until(self._chronicle.idle, self._patience.ready_s)
        if self._chronicle.over:
            raise ShellError("the daemon ended before the script was over; see what it printed above")
        spoken = [(line, turn) for line, turn in zip(lines, turns, strict=True) if turn != NEVER or line.when != AGAIN]
        return [self._result(line, turn) for line, turn in spoken]

    def _result(self, line: Line, turn: int) -> Result:
        if turn == NEVER:
            return Result(line, "", "", UNSPOKEN, (), False)
        return result_of(line, self._chronicle.of_turn(turn) if turn else [])

    async def _came(self, moment: Callable[[], bool]) -> bool:
        """Whether the moment came; once everything is idle nothing else will."""
        await self._chronicle.until(lambda: moment() or self._chronicle.idle(), self._patience.ready_s)
        return moment()

    def _moment(self, when: str, since: int) -> Callable[[], bool]:
        moments = {"idle": self._chronicle.idle, "asked": self._chronicle.asked, AGAIN: self._chronicle.asked, "speaking": self._chronicle.speaking}
        return moments.get(when, lambda: self._chronicle.acting_since(max(0, since - 1)))

    async def _began(self, since: int) -> int:
        """The turn that what was just played began or answered; 0 when it was not taken for speech."""

        def turn() -> int:
            """The turn of the first such event, 0 before it."""
            new = self._chronicle.events[since:]
            return next((event.turn for event in new if isinstance(event, Heard | Answered | Asked)), 0)

        await self._chronicle.until(lambda: turn() != 0, self._patience.heard_s)
        return turn()
