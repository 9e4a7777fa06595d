"""What happened, read from the events: the user's sentences, what came of one, and whether ours was heard to its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shell.chronicle import Chronicle
from shell.event import Answered, Ended, Event, Heard, Quiet, Said, Understood


@dataclass(frozen=True, slots=True)
class Turn:
    """What the user said in a lesson, and what came of it."""

    said: str
    intent: str
    """Full name; empty when it was not understood."""
    outcome: str
    """As in event.Ended; empty when it has none yet."""
    answers: tuple[Answered, ...] = ()
    """To what was asked in it."""
    slots: Mapping[str, str] = field(default_factory=dict[str, str])
    """Slot → value of what was understood."""


def sentences(events: Sequence[Event]) -> list[Heard]:
    """The user's sentences, spoken or typed; answers to questions are none."""
    return [event for event in events if isinstance(event, Heard)]


def turn_of(events: Sequence[Event], heard: Heard) -> Turn:
    """What came of a sentence."""
    own = [event for event in events if event.turn == heard.turn]
    understood = next((event for event in reversed(own) if isinstance(event, Understood)), Understood(heard.turn, heard.at))
    outcome = next((event.outcome for event in own if isinstance(event, Ended)), "")
    answers = tuple(event for event in own if isinstance(event, Answered))
    return Turn(heard.text, understood.intent, outcome, answers, {name: slot.get("value", "") for name, slot in understood.slots.items()})


def finished(events: Sequence[Event], text: str) -> bool | None:
    """Whether a sentence of ours was said to its end (True) or cut off (False); None while it has not ended."""
    began = False
    for event in events:
        if isinstance(event, Said) and event.text == text:
            began = True
        elif isinstance(event, Quiet) and (began or not event.finished):
            return event.finished  # one that is cut off before its first sound is never told as said
    return None


class Account:
    """A chronicle with a place in it: up to there, what the user said has been heeded."""

    def __init__(self, past: Chronicle) -> None:
        self.past = past
        self._heeded = 0

    @property
    def mark(self) -> int:
        """A place in what happened: now."""
        return len(self.past.events)

    def unheeded(self) -> list[Heard]:
        """The user's sentences that nobody has heeded yet."""
        return sentences(self.past.events[self._heeded :])

    def heed(self) -> list[Heard]:
        """The same, which from now on have been heeded."""
        heard, self._heeded = self.unheeded(), self.mark
        return heard

    def said(self, since: int) -> list[Heard]:
        """The user's sentences after the mark."""
        return sentences(self.past.events[since:])

    def turns(self, since: int) -> list[Turn]:
        """What became of them."""
        return [turn_of(self.past.events, heard) for heard in self.said(since)]

    def finished(self, text: str, since: int) -> bool | None:
        """Whether a sentence of ours that was begun after the mark was said to its end; None while it has not ended."""
        return finished(self.past.events[since:], text)
