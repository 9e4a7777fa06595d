"""What the child that makes and hears sounds is told, and what it reports."""

import msgspec

SENTENCE = "Hello, this is only a test."
"""What the voice says to the ears: nothing that could be taken for a command."""
SILENCE_DB = -120.0
"""Level of digital silence, and the lowest that is told."""


class Rehearse(msgspec.Struct, frozen=True, tag=True):
    """Say the sentence and recognise it without any sound."""

    model: str


class Open(msgspec.Struct, frozen=True, tag=True):
    """Open the microphone and listen to the room."""

    microphone: str
    seconds: float = 1.0


class Play(msgspec.Struct, frozen=True, tag=True):
    """Write the sentence to a wav file and play it, with the microphone open."""

    speaker: str
    path: str


class Attend(msgspec.Struct, frozen=True, tag=True):
    """Forget what was heard so far."""


class Recall(msgspec.Struct, frozen=True, tag=True):
    """Wait a little, then say what was heard since Play or Attend."""

    seconds: float = 0.7


class Rehearsed(msgspec.Struct, frozen=True, tag=True):
    """How recognition went."""

    text: str
    ms: float
    """For a clip of two seconds."""


class Opened(msgspec.Struct, frozen=True, tag=True):
    """The room, through the microphone."""

    device: str
    floor_db: float
    """Level of the room, dBFS; SILENCE_DB when every sample is zero."""


class Played(msgspec.Struct, frozen=True, tag=True):
    """The sentence was played."""

    device: str
    level_db: float
    """Level of what was given to the device, dBFS."""


class Attending(msgspec.Struct, frozen=True, tag=True):
    """From now on."""


class Recalled(msgspec.Struct, frozen=True, tag=True):
    """What the microphone heard."""

    level_db: float
    """Level of its louder part, dBFS; SILENCE_DB when every sample is zero."""
    text: str | None
    """Recognised words; None where there is no model to recognise them."""
    likeness: float
    """0..1: how alike its waveform is to what was played, at the best delay; over 0.1 is no accident."""


class Failed(msgspec.Struct, frozen=True, tag=True):
    """It could not be done."""

    why: str


Order = Rehearse | Open | Play | Attend | Recall
Report = Rehearsed | Opened | Played | Attending | Recalled | Failed
