"""What the daemon and the ears say to each other."""

import msgspec

from speech.expectation import Expectation
from speech.utterance import Evidence, Utterance


class Speak(msgspec.Struct, frozen=True, tag=True):
    """Say a text; texts are said one after another."""

    id: int
    text: str


class Hush(msgspec.Struct, frozen=True, tag=True):
    """Stop speaking at once and forget what is queued."""


class Expect(msgspec.Struct, frozen=True, tag=True):
    """What may be said from now on."""

    expectation: Expectation


class Mute(msgspec.Struct, frozen=True, tag=True):
    """Close the microphone or open it again."""

    on: bool


class Attend(msgspec.Struct, frozen=True, tag=True):
    """When what is said is meant for Sayso: "always", after the "wake word", or while the "key" is held."""

    when: str
    window_s: float = 8.0
    """How long after the wake word, or after Sayso's last word, a sentence may begin; seconds."""


class Hold(msgspec.Struct, frozen=True, tag=True):
    """The push-to-talk key went down, or up: what was said until then is taken at once."""

    down: bool


class Quit(msgspec.Struct, frozen=True, tag=True):
    """End the process."""


class Ready(msgspec.Struct, frozen=True, tag=True):
    """Models are loaded, and the devices that are there are in use."""

    microphone: str
    """Its name; empty when there is none yet."""
    speaker: str
    """As `microphone`."""
    model: str
    load_ms: int


class Started(msgspec.Struct, frozen=True, tag=True):
    """Speech began, at monotonic seconds."""

    at: float


class Partial(msgspec.Struct, frozen=True, tag=True):
    """The words so far of somebody who has paused; shown, never acted on."""

    text: str
    at: float
    """Monotonic seconds of the end of the last speech."""


class Level(msgspec.Struct, frozen=True, tag=True):
    """How loud it is, several times a second as long as sound arrives; rarer while the microphone is closed or away."""

    at: float
    level: float = 0.0
    """0 (silence) to 1, linear in decibels."""
    speech: float = 0.0
    """Probability that it is speech."""
    why: str = ""
    """Empty while sound arrives; "muted" or "lost" while none can; "stuck" while no words come of it because the recogniser hangs."""


class Spotted(msgspec.Struct, frozen=True, tag=True):
    """One of the few words that are heard at once and in any state."""

    word: str
    """"stop" (also for "cancel") or "computer"."""
    at: float
    """Monotonic seconds of its end."""
    score: float
    """0..1."""


class Heeding(msgspec.Struct, frozen=True, tag=True):
    """Whether a sentence that begins now would be taken for Sayso; told when it changes, and never where it always is."""

    on: bool


class Heard(msgspec.Struct, frozen=True, tag=True):
    """An utterance was understood as words."""

    utterance: Utterance


class Rejected(msgspec.Struct, frozen=True, tag=True):
    """A sound was taken for noise or for our own voice."""

    why: str
    evidence: Evidence


class Speaking(msgspec.Struct, frozen=True, tag=True):
    """The first sound of a text was played, at monotonic seconds."""

    id: int
    at: float


class Spoke(msgspec.Struct, frozen=True, tag=True):
    """A text ended at monotonic seconds; not finished when it was hushed or could not be said."""

    id: int
    finished: bool
    at: float


class Device(msgspec.Struct, frozen=True, tag=True):
    """A device was lost or came back."""

    kind: str
    """"microphone" or "speaker"."""
    state: str
    """"lost" or "back"."""
    name: str
    detail: str


class Failed(msgspec.Struct, frozen=True, tag=True):
    """The ears cannot go on; one line for the user."""

    why: str


Order = Speak | Hush | Expect | Mute | Attend | Hold | Quit
"""Daemon to ears."""
Report = Ready | Started | Partial | Level | Spotted | Heeding | Heard | Rejected | Speaking | Spoke | Device | Failed
"""Ears to daemon."""
