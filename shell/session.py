"""The session: the one mutable object. Its state follows from the events alone."""

import asyncio
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum

from shell.event import Acting, Answered, Asked, Ended, Event, Failed, Heard, Listening, Quiet, Said, Understood

QUEUE = 1000
"""Events kept for a slow listener before it is dropped."""


class Mode(StrEnum):
    """What a person across the room should see."""

    STARTING = "starting"
    LISTENING = "listening"
    THINKING = "thinking"
    ACTING = "acting"
    ASKING = "asking"


@dataclass(frozen=True, slots=True)
class State:
    """Where the session is."""

    mode: Mode = Mode.STARTING
    turn: int = 0
    speaking: bool = False
    """Whether the voice is sounding."""
    question: str = ""
    """The open question, else empty."""
    last_said: str = ""
    """The last sentence that was an answer to the user, for "repeat"."""


def advance(state: State, event: Event) -> State:
    """The state after an event; pure."""
    match event:
        case Listening(speech=False):
            return replace(state, mode=Mode.LISTENING)
        case Heard(turn=turn) if not state.question:
            return replace(state, mode=Mode.THINKING, turn=max(turn, state.turn))
        case Understood():
            return replace(state, mode=Mode.THINKING)
        case Asked(question=question):
            return replace(state, mode=Mode.ASKING, question=question)
        case Answered():
            return replace(state, mode=Mode.THINKING, question="")
        case Acting():
            return replace(state, mode=Mode.ACTING)
        case Ended(turn=turn, say=say) if turn == state.turn:
            return replace(state, mode=Mode.LISTENING, question="", last_said=say or state.last_said)
        case Said():
            return replace(state, speaking=True)
        case Quiet():
            return replace(state, speaking=False)
        case Failed():
            return replace(state, mode=Mode.LISTENING if state.mode is not Mode.STARTING else state.mode)
        case _:
            return state


class Session:
    """Holds the state and tells every listener what happens."""

    def __init__(self) -> None:
        self.state = State()
        self._listeners: list[asyncio.Queue[Event | None]] = []
        self._recorders: list[Callable[[Event], None]] = []

    def publish(self, event: Event) -> None:
        """Advance the state and pass the event on; a listener that is too slow is dropped, never waited for."""
        self.state = advance(self.state, event)
        for record in self._recorders:
            record(event)
        for queue in list(self._listeners):
            try:
                queue.put_nowait(event)
            except asyncio.QueueFull:
                self._listeners.remove(queue)
                queue.get_nowait()
                queue.put_nowait(None)

    def record(self, recorder: Callable[[Event], None]) -> None:
        """Call recorder with every event from now on, in order and at once."""
        self._recorders.append(recorder)

    @contextmanager
    def listener(self):
        """A queue of the events from now on; None in it means that it was too slow and ends."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue(QUEUE)
        self._listeners.append(queue)
        try:
            yield queue
        finally:
            if queue in self._listeners:
                self._listeners.remove(queue)
