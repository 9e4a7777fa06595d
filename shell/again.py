"""What “do it again” means: the last command, or a row of the history by its number."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from agent.intent import Intent
from shell.answers import Remembered
from shell.scribe import HIDDEN

MOST = 10**9
"""No history has as many rows."""


@dataclass(frozen=True, slots=True)
class Command:
    """A sentence that had steps, and the other readings of its sound."""

    text: str
    alternatives: tuple[str, ...] = ()


class Again:
    """Remembers the last command; it is understood and judged anew, as what was allowed then need not be now."""

    def __init__(self, recall: Callable[[str, int, int], Remembered]) -> None:
        """recall: the history's rows with these words, before this number, at most so many; it may block."""
        self._recall = recall
        self._last: Command | None = None

    def did(self, command: Command | None) -> None:
        """This is what is meant from now on; None: nothing is."""
        self._last = command

    async def meant(self, intent: Intent) -> Command | None:
        """What to do again; None when there is nothing, no such row, or the row held a secret."""
        if "number" not in intent.slots:
            return self._last
        number = int(intent.slots["number"].value)
        if not 0 < number < MOST:
            return None
        rows = (await asyncio.to_thread(self._recall, "", number + 1, 1)).rows
        return Command(rows[0].said) if rows and rows[0].number == number and HIDDEN not in rows[0].said else None
