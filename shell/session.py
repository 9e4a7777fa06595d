"""The session: the one mutable object. Its state follows from the events alone."""

import asyncio
import itertools
from collections import deque
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum

from shell.event import (
    Acting,
    Answered,
    Asked,
    Attention,
    Device,
    Ended,
    Event,
    Failed,
    Heard,
    Heeding,
    Level,
    Listening,
    Partial,
    Quiet,
    Said,
    Understood,
)

QUEUE = 1000
"""Events kept for a slow listener before it is dropped."""
TURN = 200
"""Events kept of the turn that runs, for a face that comes late."""


class Mode(StrEnum):
    """What a person across the room should see."""

    STARTING = "starting"
    LISTENING = "listening"
    THINKING = "thinking"
    ACTING = "acting"
    ASKING = "asking"
    ASLEEP = "asleep"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class State:
    """Where the session is."""

    mode: Mode = Mode.STARTING
    turn: int = 0
    running: bool = False
    """Whether a turn is being carried out; not while its answer is spoken."""
    speaking: bool = False
    """Whether the voice is sounding."""
    asked: Asked | None = None
    """The open question."""
    asleep: bool = False
    muted: bool = False
    heeds: bool = True
    """Whether a sentence that begins now would be taken for us."""
    cue: str = ""
    """What to do before speaking where it is not always; as in Heeding."""
    devices: tuple[Device, ...] = ()
    """The last word of each device."""
    last_said: str = ""
    """The last sentence that was an answer to the user, for "repeat"."""

    @property
    def question(self) -> str:
        """The open question, else empty."""
        return self.asked.question if self.asked else ""

    @property
    def closed(self) -> bool:
        """Whether nothing that is said is meant for us."""
        return self.muted or self.asleep

    @property
    def resting(self) -> Mode:
        """The mode when nothing runs."""
        return Mode.MUTED if self.muted else Mode.ASLEEP if self.asleep else Mode.LISTENING


def advance(state: State, event: Event) -> State:
    """The state after an event; pure."""
    match event:
        case Listening(speech=False):
            return replace(state, mode=state.resting)
        case Heard(turn=turn) if not state.question:
            return replace(state, mode=Mode.THINKING, turn=max(turn, state.turn), running=True)
        case Understood():
            return replace(state, mode=Mode.THINKING)
        case Asked():
            return replace(state, mode=Mode.ASKING, asked=event)
        case Answered(id=number) if state.asked is None or number == state.asked.id:
            return replace(state, mode=Mode.THINKING if state.running else state.resting, asked=None)
        case Acting():
            return replace(state, mode=Mode.ACTING)
        case Ended(turn=turn, say=say) if turn == state.turn:
            return replace(state, mode=state.resting, running=False, asked=None, last_said=say or state.last_said)
        case _:
            return _beside(state, event)


def _beside(state: State, event: Event) -> State:
    """What happens whatever turn runs."""
    match event:
        case Said():
            return replace(state, speaking=True)
        case Quiet():
            return replace(state, speaking=False)
        case Failed():
            # What fails in a turn is told by its end; until then hands may still be at it.
            return state if state.running or state.mode is Mode.STARTING else replace(state, mode=state.resting)
        case Attention(asleep=asleep, muted=muted):
            found = replace(state, asleep=asleep, muted=muted)
            return replace(found, mode=found.resting) if state.mode is state.resting else found
        case Heeding(on=on, cue=cue):
            return replace(state, heeds=on, cue=cue)
        case Device(kind=kind):
            return replace(state, devices=(*(device for device in state.devices if device.kind != kind), event))
        case _:
            return state


class Session:
    """Holds the state and tells every listener what happens."""

    def __init__(self) -> None:
        self.state = State()
        self.questions = itertools.count(1)
        """Ids of questions."""
        self._recent: deque[Event] = deque(maxlen=TURN)
        self._listeners: dict[asyncio.Queue[Event | None], bool] = {}
        self._recorders: list[tuple[Callable[[Event], None], bool]] = []

    def publish(self, event: Event) -> None:
        """Advance the state and pass the event on; a listener that is too slow is dropped, never waited for."""
        self.state = advance(self.state, event)
        if not isinstance(event, Level | Partial):
            self._recent.append(event)
        for record, levels in self._recorders:
            if levels or not isinstance(event, Level):
                record(event)
        for queue, levels in list(self._listeners.items()):
            if isinstance(event, Level) and not levels:
                continue
            try:
                queue.put_nowait(event)
            except asyncio.QueueFull:
                self._listeners.pop(queue)
                queue.get_nowait()
                queue.put_nowait(None)

    @property
    def watched(self) -> bool:
        """Whether a face that shows levels, so a screen and not a program, is there."""
        return any(self._listeners.values())

    @property
    def recent(self) -> tuple[Event, ...]:
        """The last events of the turn that runs, or ran last."""
        return tuple(event for event in self._recent if event.turn == self.state.turn and not isinstance(event, Device | Heeding))

    def record(self, recorder: Callable[[Event], None], levels: bool = False) -> None:
        """Call recorder with every event from now on, in order and at once, with `levels` also with those."""
        self._recorders.append((recorder, levels))

    @contextmanager
    def listener(self, levels: bool = False):
        """A queue of the events from now on, with `levels` also of those; None in it means that it was too slow and ends."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue(QUEUE)
        self._listeners[queue] = levels
        try:
            yield queue
        finally:
            self._listeners.pop(queue, None)
