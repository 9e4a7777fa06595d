"""Judges whether the microphone still hears: by the time without sound, and by what the sound server says of our stream. Pure."""

from dataclasses import dataclass

from speech.server import Sight

NOTICE_S = 0.8
"""Seconds without sound after which something is wrong when the sound server says so or says nothing."""
OWED_S = 0.35
"""Seconds that the sound server may take to answer before it counts as hanging."""
BUSY_S = 2.5
"""Seconds without sound that a machine with more work than cores is given, and one whose sound server cannot be asked."""
STALL_S = 5.0
"""Seconds without sound after which it is lost whatever the sound server says."""
ITSELF = "the sound server took what the speaker plays for a microphone"
"""What is heard since then is no room, but our own speaker."""
RETURNED = "returned"
"""The device that was named is there again."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was to be opened, and what was."""

    wanted: str = ""
    """Name of the device that is wished for; empty for the desktop's default."""
    led: bool = False
    """Whether it is one of the sound server's that the stream was led to."""
    stand_in: bool = False
    """Whether another stands in for it."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for and against it at one moment."""

    silent_s: float
    """Since the last sound."""
    hung_s: float
    """How long the sound server has owed an answer."""
    sight: Sight | None
    """What the sound server said, asked after the opening; None when nobody answered or nothing was asked yet."""
    asked: bool
    """Whether it was asked after the opening, and that is over."""
    known: bool
    """Whether the sound server has shown our stream since the opening."""
    busy: bool = False
    """Whether more wants to run than there are cores."""


def judge(wish: Wish, signs: Signs) -> str:
    """What is wrong, in words; RETURNED when only a better device is there; empty when nothing is."""
    if signs.sight is not None and (wrong := _by_sight(wish, signs, signs.sight)):
        return wrong
    patient = signs.silent_s < BUSY_S and signs.busy
    if signs.silent_s >= NOTICE_S and not patient:
        if signs.known and signs.sight is None and signs.asked:
            return "the sound server is gone"
        if signs.hung_s >= OWED_S:
            return "the sound server does not answer"
        if not signs.known and signs.silent_s >= BUSY_S:  # nobody can be asked about it
            return f"no sound for {BUSY_S:g} s"
    return f"no sound for {STALL_S:.0f} s" if signs.silent_s >= STALL_S else ""


def _by_sight(wish: Wish, signs: Signs, sight: Sight) -> str:
    capture = sight.capture("microphone")
    if capture is None:
        return "the sound server ended it" if signs.known else ""
    source, meant = sight.recorded(capture), sight.named("microphone", wish.wanted)
    if source is None:
        return ""  # between two devices: the next look tells
    if source.monitor and source != meant:
        return ITSELF
    if wish.led and meant is None:
        return "it was unplugged"
    if source.suspended and signs.silent_s >= NOTICE_S:
        return "the sound server suspended it"
    return RETURNED if wish.stand_in and meant is not None else ""
