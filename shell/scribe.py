"""Writes the history: collects a turn's events and keeps one row when it ended; nothing that may be a secret is kept."""

import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from agent.challenge import plain
from agent.intent import Source
from shell.answers import Remembered, Row
from shell.errors import ShellError
from shell.event import Acted, Asked, Ended, Event, Heard, Private, Understood
from shell.history import History
from speech.stopwords import is_stop

HIDDEN = "••••"
"""Stands for words that are not kept."""
_WAITING = 256
"""Rows that wait for a slow disk; more are lost, and that is told."""
_TURNS = 16
"""Turns that can be open at once; one more and the oldest is forgotten."""
_EVENTS = 500
"""Events kept of one turn."""
_CLOSE_S = 5.0
_CATCH_UP_S = 1.0
Kind = TypeVar("Kind")


class Scribe:
    """Takes every event of a session, in its event loop, and writes in a thread of its own.

    A turn's row is written when it has ended and not before: until then nobody knows whether what was said goes into a password field. A turn
    that a crash cut off therefore leaves no row; what it had begun is in the ledger, and announced from there.
    """

    def __init__(self, history: History, clock: Callable[[], float], tell: Callable[[str], None]) -> None:
        """clock: seconds since 1970. tell: gets one line when rows begin to be lost; called from the thread."""
        self._history = history
        self._clock = clock
        self._tell = tell
        self._turns: dict[int, tuple[float, list[Event]]] = {}
        self._rows: queue.Queue[Row | threading.Event | None] = queue.Queue(_WAITING)
        self._lost = 0
        self._thread = threading.Thread(target=self._write, name="history", daemon=True)
        self._thread.start()

    def event(self, event: Event) -> None:
        """Take one event; never waits."""
        if isinstance(event, Heard | Private) and event.turn not in self._turns:
            self._turns[event.turn] = (self._clock(), [event])
            if len(self._turns) > _TURNS:
                self._turns.pop(next(iter(self._turns)))
        elif event.turn in self._turns and isinstance(event, Heard | Understood | Asked | Private | Acted | Ended):
            at, events = self._turns[event.turn]
            if len(events) < _EVENTS or isinstance(event, Ended):
                events.append(event)
            if isinstance(event, Ended):
                self._turns.pop(event.turn)
                self._put(row_of(at, events))

    def recall(self, words: str, before: int, limit: int) -> Remembered:
        """As History.recall, with every turn that has ended until now; it may block: call it from a thread."""
        caught_up = threading.Event()
        with suppress(queue.Full):
            self._rows.put_nowait(caught_up)
            caught_up.wait(_CATCH_UP_S)
        return self._history.recall(words, before, limit)

    def close(self) -> None:
        """Write what still waits, for at most five seconds."""
        try:
            self._rows.put(None, timeout=_CLOSE_S)
        except queue.Full:
            return
        self._thread.join(_CLOSE_S)

    def _put(self, row: Row) -> None:
        try:
            self._rows.put_nowait(row)
        except queue.Full:
            self._lost += 1

    def _write(self) -> None:
        failing = False
        while (row := self._rows.get()) is not None:
            if isinstance(row, threading.Event):
                row.set()
                continue
            try:
                self._history.add(row)
                lost, self._lost, why = self._lost, 0, ""
                if lost:
                    why = f"the disk is too slow for the history: {lost} turns are not in it"
                failing = False
            except ShellError as trouble:
                why, failing = "" if failing else f"{trouble}; until then nothing is added to it", True
            if why:
                self._tell(why)


def row_of(at: float, events: Sequence[Event]) -> Row:
    """The row of one turn that was heard at `at` (seconds since 1970); pure."""
    heard, ended = _first(events, Heard) or Heard(0, 0.0), _first(events, Ended) or Ended(0, 0.0)
    intent = next((event.intent for event in reversed(events) if isinstance(event, Understood)), "")  # "do it again" is understood twice
    steps = tuple(f"{act.what}: {act.effect}; {act.evidence}" for act in events if isinstance(act, Acted))
    if _private(events, heard.text, ended.outcome):
        return Row(0, at, HIDDEN, heard.by, intent, ended.outcome, HIDDEN, (HIDDEN,) * len(steps))
    return Row(0, at, heard.text, heard.by, intent, ended.outcome, ended.say, steps)


def _private(events: Sequence[Event], said: str, outcome: str) -> bool:
    """Whether the words may be a password, or digits that answer a challenge."""
    understood = [event for event in events if isinstance(event, Understood)]
    if any(isinstance(event, Acted) and event.action.get("role") == "password text" and "text" in event.action for event in events):
        return True
    if plain(said).startswith("confirm ") and any(letter.isdigit() for letter in plain(said)):
        return True  # an answer that came too late
    if _first(events, Private):
        # With a password field in front, only a sentence made of known words is certainly none.
        return not understood or any(slot.get("source") == Source.SPEECH for event in understood for slot in event.slots.values())
    unread = not understood and _first(events, Asked) is None
    return unread and outcome == "stopped" and not is_stop(said)  # cut off before anyone looked what was in front


def _first(events: Sequence[Event], kind: type[Kind]) -> Kind | None:
    return next((event for event in events if isinstance(event, kind)), None)
