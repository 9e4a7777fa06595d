"""Where the session stands, as far as a face can tell: from the daemon's word on connecting, then from the events."""

from dataclasses import dataclass, replace

from shell.event import Acting, Answered, Asked, Attention, Device, Ended, Event, Failed, Heard, Heeding, Listening, Quiet, Said, Understood
from shell.wire import Now

LOST = "lost"
"""The mode when no daemon answers."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the state bar and the question panel show."""

    mode: str = "starting"
    """"starting", "listening", "thinking", "acting", "asking", "asleep", "muted" or "lost"."""
    turn: int = 0
    asked: Asked | None = None
    """The open question."""
    running: bool = False
    """Whether a turn is being carried out; not while its answer is spoken."""
    speaking: bool = False
    asleep: bool = False
    muted: bool = False
    heeds: bool = True
    """Whether a sentence that begins now would be taken for Sayso."""
    cue: str = ""
    """What to do before speaking where it is not always."""
    devices: tuple[Device, ...] = ()
    """The last word of each device."""

    @property
    def word(self) -> str:
        """The mode for people."""
        if self.mode == "listening" and any(device.kind == "microphone" and device.state == "lost" for device in self.devices):
            return "no microphone"  # whoever looks from across the room must not talk to nobody
        if self.mode == "listening" and not self.heeds:
            return "waiting"
        return "not connected" if self.mode == LOST else self.mode

    @property
    def resting(self) -> str:
        """The mode when nothing runs."""
        return "muted" if self.muted else "asleep" if self.asleep else "listening"

    @property
    def trouble(self) -> str:
        """What is wrong with a device, in words; empty when nothing is."""
        for device in self.devices:
            if device.state in ("lost", "failed", "missing", "silent"):
                return f"{device.kind} {device.state}" + (f": {device.detail}" if device.detail else "")
        return ""


def standing(now: Now) -> Standing:
    """Where it stands when the daemon says so."""
    running = now.mode in ("thinking", "acting", "asking")
    closed = (now.asleep or now.mode == "asleep", now.muted or now.mode == "muted")
    return Standing(now.mode, now.turn, now.asked, running, now.speaking, *closed, now.heeds, now.cue, now.devices)


def after(before: Standing, event: Event) -> Standing:
    """Where it stands after an event; pure."""
    match event:
        case Heard(turn=turn) if before.asked is None:
            return replace(before, mode="thinking", turn=max(turn, before.turn), running=True)
        case Understood():
            return replace(before, mode="thinking")
        case Asked():
            return replace(before, mode="asking", asked=event)
        case Answered(id=number) if before.asked is None or number == before.asked.id:
            return replace(before, mode="thinking" if before.running else before.resting, asked=None)
        case Acting():
            return replace(before, mode="acting")
        case Ended(turn=turn) if turn == before.turn:
            return replace(before, mode=before.resting, running=False, asked=None)
        case Listening(speech=False):
            return replace(before, mode=before.resting)
        case _:
            return _beside(before, event)


def _beside(before: Standing, event: Event) -> Standing:
    """What happens whatever turn runs."""
    match event:
        case Said() | Quiet():
            return replace(before, speaking=isinstance(event, Said))
        case Failed():
            return before if before.running or before.mode == "starting" else replace(before, mode=before.resting)
        case Attention(asleep=asleep, muted=muted):
            found = replace(before, asleep=asleep, muted=muted)
            return replace(found, mode=found.resting) if before.mode == before.resting else found
        case Heeding(on=on, cue=cue):
            return replace(before, heeds=on, cue=cue)
        case Device(kind=kind):
            return replace(before, devices=(*(device for device in before.devices if device.kind != kind), event))
        case _:
            return before
