"""Which events are worth a notification, and its words. Pure."""

from dataclasses import dataclass

from shell.event import Answered, Asked, Device, Ended, Event, Failed, Heard
from shell.presence.caption import HOW
from shell.wire import Now

QUESTION, TROUBLE, OUTCOME = "question", "trouble", "outcome"
"""Places of notifications: a new one in a place takes the old one's."""
_SUMMARIES = {"partly": "Partly done", "unknown": "Not sure it was done", "not_done": "Not done", "refused": "Left undone", "stopped": "Stopped"}


@dataclass(frozen=True, slots=True)
class Notice:
    """A notification to show."""

    place: str
    summary: str
    body: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Over:
    """The notification in a place is to go."""

    place: str


def notices(happened: Now | Event | None) -> tuple[Notice | Over, ...]:
    """What to show and to take away after something happened; None: the daemon is gone, and its question with it."""
    match happened:
        case None:
            return (Over(QUESTION),)
        case Now(asked=asked):
            return (_asked(asked),) if asked else (Over(QUESTION),)
        case Asked():
            return (_asked(happened),)
        case Answered():
            return (Over(QUESTION),)
        case Heard():
            return (Over(OUTCOME),)
        case Ended(outcome=outcome, say=say):
            told = outcome != "done" and say
            return (Over(QUESTION), Notice(OUTCOME, _SUMMARIES.get(outcome, "Not done"), say)) if told else (Over(QUESTION),)
        case Failed(why=why):
            return (Notice(TROUBLE, "Sayso has trouble", why),)
        case Device(kind=kind, state="lost", detail=detail):
            return (Notice(TROUBLE, f"The {kind} is gone", detail),)
        case Device(state="back"):
            return (Over(TROUBLE),)
        case _:
            return ()


def _asked(asked: Asked) -> Notice:
    return Notice(QUESTION, "Sayso asks", f"{asked.question} {HOW.get(asked.kind, '')}".strip(), urgent=True)
