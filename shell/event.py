"""What happens in a session, as plain data: carried by the private socket and written to events.jsonl."""

import msgspec


class _Event(msgspec.Struct, frozen=True, tag_field="type", tag=str.lower):
    turn: int
    """Number of the turn it belongs to; 0 before the first."""
    at: float
    """Monotonic seconds."""


class Listening(_Event, frozen=True):
    """The ears are open; or speech began when `speech` is true."""

    speech: bool = False


class Partial(_Event, frozen=True):
    """Words so far of an utterance that goes on; shown, never acted on."""

    text: str = ""


class Heard(_Event, frozen=True):
    """An utterance, by voice or typed over the private socket."""

    text: str = ""
    by: str = "voice"
    spoken_at: float = 0.0
    """End of the last speech, monotonic seconds."""
    endpoint_at: float = 0.0
    heard_at: float = 0.0
    evidence: dict[str, float | str | None] = {}


class Ignored(_Event, frozen=True):
    """A sound was no command: noise, or our own voice; with what spoke against it."""

    why: str = ""
    evidence: dict[str, float | str | None] = {}


class Private(_Event, frozen=True):
    """A password field has the keyboard: what is said in this turn may be a password, and its words are not kept."""


class Understood(_Event, frozen=True):
    """The sentence as an intent."""

    intent: str = ""
    slots: dict[str, dict[str, str]] = {}
    """Slot → {"value", "source", "shown"}."""


class Planned(_Event, frozen=True):
    """The steps that will be tried, in words, and what they need."""

    steps: tuple[str, ...] = ()
    consent: str = "none"
    rules: tuple[str, ...] = ()


class Asked(_Event, frozen=True):
    """A question is open. The digits travel over the private socket only; everywhere else they are masked."""

    kind: str = "yes"
    """"yes", "challenge" or "choice"."""
    question: str = ""
    digits: str = ""
    box: tuple[int, int, int, int] | None = None
    """What on the screen it is about: left, top, width and height in pixels; None when it is nothing there."""
    choices: tuple[str, ...] = ()
    """What can be answered to a "choice"."""
    id: int = 0
    """Tells it from every other question; the same when it is asked again."""


class Answered(_Event, frozen=True):
    """The question is closed."""

    granted: bool = False
    by: str = "silence"
    heard: str = ""
    id: int = 0
    """As in Asked."""


class Acting(_Event, frozen=True):
    """An act was permitted and begins."""

    number: int = 0
    what: str = ""
    picture: str = ""
    """File name of the picture before, when recording."""


class Acted(_Event, frozen=True):
    """An act was done and verified: one transition of the trajectory."""

    number: int = 0
    what: str = ""
    action: dict[str, str] = {}
    """The act's kind and bound fields, secrets left out."""
    effect: str = ""
    evidence: str = ""
    reads: str = ""
    first_input_at: float = 0.0
    picture: str = ""
    """File name of the picture after, when recording."""
    windows: tuple[str, ...] = ()
    """Titles of the windows there are now."""
    reward: float | None = None
    """Left open for learning."""


class Said(_Event, frozen=True):
    """A sentence began to sound; `at` is when its first sound was played."""

    text: str = ""


class Quiet(_Event, frozen=True):
    """The voice fell silent; not finished when it was cut off."""

    finished: bool = True


class Attention(_Event, frozen=True):
    """Whether Sayso listens to commands: asleep it heeds nothing but being woken, muted its microphone is closed."""

    asleep: bool = False
    muted: bool = False


class Heeding(_Event, frozen=True):
    """Whether a sentence that begins now would be taken for Sayso, where that is not always so; the mode stays what it is."""

    on: bool = True
    cue: str = ""
    """What to do before speaking while it would not: "say “computer”", "hold Scroll Lock"; empty where everything is taken."""


class Level(_Event, frozen=True):
    """How loud it is at the microphone, several times a second; sent only to those who ask, never kept."""

    level: float = 0.0
    """0 (silence) to 1 (as loud as can be), linear in decibels."""
    speech: float = 0.0
    """Probability that it is speech."""
    why: str = ""
    """Empty while sound arrives; "muted" or "lost" while none can; "stuck" while no words come of it because the recogniser hangs."""


class Show(_Event, frozen=True):
    """A face should show something, as the user said."""

    view: str = ""
    """"home", "history", "plan", "policies", "settings", "doctor", "help", "page down", "page up", "top", "bottom", "look", "choose"."""
    text: str = ""
    """Words to search for; for "choose" the number of an item in sight;
    for "look": "dark", "light", "contrast", "larger", "smaller", "still", "moving"."""


class Reloaded(_Event, frozen=True):
    """The policies were read again; when one is wrong the old ones stay and `why` says what to correct."""

    intents: int = 0
    why: str = ""


class Ended(_Event, frozen=True):
    """The turn has its outcome; `say` is the sentence that will be spoken."""

    outcome: str = ""
    say: str = ""


class Failed(_Event, frozen=True):
    """Something broke that the user should know; one line."""

    why: str = ""


class Device(_Event, frozen=True):
    """A device is in use, was lost or came back."""

    kind: str = ""
    state: str = ""
    name: str = ""
    detail: str = ""


Event = (
    Listening | Partial | Heard | Ignored | Understood | Planned | Asked | Answered | Acting | Acted | Said | Quiet
    | Ended | Failed | Device | Attention | Level | Show | Reloaded | Private | Heeding
)  # fmt: skip
"""Every event there is."""


def masked(event: Event) -> Event:
    """The event as it may be kept or shown to programs: without a challenge's digits."""
    if isinstance(event, Asked) and event.digits:
        return msgspec.structs.replace(event, digits="•" * len(event.digits))
    return event
