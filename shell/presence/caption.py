"""From events to what is shown: a state in one word and a few lines. Pure."""

from dataclasses import dataclass, field, replace

from shell.event import (
    Acted,
    Acting,
    Answered,
    Asked,
    Device,
    Ended,
    Event,
    Failed,
    Heard,
    Ignored,
    Partial,
    Planned,
    Private,
    Quiet,
    Reloaded,
    Said,
    masked,
)
from shell.session import Mode, State, advance
from shell.wire import Now

AWAY = "away"
"""The state when no daemon answers."""
WORDS = {
    AWAY: "Not running",
    Mode.STARTING: "Starting",
    Mode.ASLEEP: "Asleep",
    Mode.MUTED: "Muted",
    Mode.LISTENING: "Listening",
    Mode.THINKING: "Thinking",
    Mode.ACTING: "Acting",
    Mode.ASKING: "Asking",
}
"""State → its word."""
HOW = {
    "yes": "Say “yes” or “no”.",
    "challenge": "Say “confirm” and the digits on Sayso’s own screen, or “cancel”.",
}
"""Kind of question → how it is answered; the digits themselves are never shown here."""
_OUTCOMES = {"done": "Done.", "stopped": "Stopped.", "refused": "I left it.", "not_done": "Not done.", "unknown": "I cannot tell."}
_BUSY = (Mode.THINKING, Mode.ACTING, Mode.ASKING)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be seen."""

    state: State | None = None
    """Where the session is; None when no daemon answers."""
    heard: str = ""
    """What was heard last, in quotation marks; empty once its turn is over."""
    doing: str = ""
    """What is about to be done, was done, is asked or said."""
    passing: bool = False
    """Whether `heard` are words so far, of an utterance that goes on."""
    private: int = 0
    """The turn whose words may be a password and are not shown; 0 for none."""
    box: tuple[int, int, int, int] | None = field(default=None)
    """What on the screen the open question is about: left, top, width, height in pixels."""

    @property
    def mode(self) -> str:
        """The key of the state in WORDS."""
        return self.state.mode if self.state else AWAY

    @property
    def word(self) -> str:
        """The state in a word or two."""
        if self.state and self.state.mode is Mode.LISTENING and any(one.kind == "microphone" and one.state == "lost" for one in self.state.devices):
            return "No microphone"
        if self.state and self.state.mode is Mode.LISTENING and not self.state.heeds:
            return _sentence(self.state.cue)
        return WORDS.get(self.mode, self.mode.capitalize())

    @property
    def lines(self) -> tuple[str, ...]:
        """At most two lines of caption, each as long as it is: the question and how it is answered, else what was heard and what comes of it."""
        if self.state and self.state.asked:
            return self.state.asked.question, HOW.get(self.state.asked.kind, "")
        return tuple(filter(None, (self.heard, self.doing)))

    @property
    def lasting(self) -> bool:
        """Whether the lines stay as they are until something happens: while a turn runs, a question is open or the voice sounds."""
        return self.state is None or self.state.mode in _BUSY or self.state.speaking or not self.lines


def after(shown: Shown, happened: Now | Event | None) -> Shown:
    """What is to be seen after something happened; None: the daemon is gone."""
    if happened is None:
        return Shown()
    if isinstance(happened, Now):
        return _from(happened)
    event = masked(happened)
    state = advance(shown.state or State(), event)
    found = _told(replace(shown, state=state), event)
    return found if state.asked else replace(found, box=None)


def faded(shown: Shown) -> Shown:
    """Without the lines of a turn that is over."""
    return shown if shown.lasting else replace(shown, heard="", doing="", passing=False)


def _from(now: Now) -> Shown:
    mode = Mode(now.mode) if now.mode in tuple(Mode) else Mode.LISTENING
    state = State(
        mode=mode, turn=now.turn, speaking=now.speaking, asked=now.asked,
        asleep=now.asleep or mode is Mode.ASLEEP, muted=now.muted or mode is Mode.MUTED, devices=now.devices, heeds=now.heeds, cue=now.cue,
    )  # fmt: skip
    return Shown(state, box=now.asked.box if now.asked else None)


def _told(shown: Shown, event: Event) -> Shown:
    if shown.state and shown.state.asked and not isinstance(event, Asked):
        return shown  # the question stays as it is; what is said meanwhile may be digits
    match event:
        case Asked(box=box):
            return replace(shown, box=box)
        case Partial(text=text):
            return replace(shown, heard=f"“{text} …”" if text else "", doing="", passing=True)
        case Ignored() if shown.passing:
            return replace(shown, heard="", passing=False)
        case Private(turn=turn):
            return replace(shown, heard="", doing="", passing=False, private=turn)
        case Heard(turn=turn, text=text):
            return replace(shown, heard="" if turn == shown.private else f"“{text}”", doing="", passing=False)
        case Said(turn=turn) if turn == shown.private:
            return shown  # it may say again what was heard
        case Ended(turn=turn, outcome=outcome) if turn == shown.private:
            return replace(shown, heard="", doing=_OUTCOMES.get(outcome, ""))
        case _:
            doing = _doing(event, shown.doing)
            return replace(shown, heard="" if isinstance(event, Ended) else shown.heard, doing=doing)


def _doing(event: Event, before: str) -> str:
    match event:
        case Planned(steps=steps) if steps:
            return f"I will {', then '.join(steps)}."
        case Acting(what=what):
            return f"Now: {what}"
        case Acted(what=what, effect=effect, evidence=evidence):
            return f"✓ {what}" if effect == "confirmed" else f"{_sentence(what)}: {evidence}"
        case Answered(granted=granted, by=by):
            return "You agreed." if granted else "No answer." if by == "silence" else "You did not agree."
        case Said(text=text):
            return text
        case Ended(outcome=outcome, say=say):
            return say or _OUTCOMES.get(outcome, "")
        case Failed(why=why):
            return _sentence(why)
        case Device(kind=kind, state="lost", detail=detail):
            return f"The {kind} is gone: {detail}" if detail else f"The {kind} is gone."
        case Device(kind=kind, state="back"):
            return f"The {kind} is back."
        case Reloaded(why=why):
            return f"The policies stay as they were: {why}" if why else "The policies were read again."
        case Quiet():
            return before
        case _:
            return before


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
