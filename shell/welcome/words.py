"""Words of the user that lead the welcome itself, and names as they are said."""

import re
from collections.abc import Sequence

_SKIPS = {"skip", "skip it", "skip this", "skip that", "skip this one", "skip this step", "skip the lesson", "next", "next one", "next step"}
_FILLERS = re.compile(r"\b(please|sayso|say so|okay|ok|can we|lets|let us)\b")
_OF_THE_DESKTOP = {"", "pulse", "pipewire", "default", "sysdefault"}
_ROUTES = re.compile(
    r"(?i)front|rear|center_lfe|side|surround\d*|iec958|spdif|hdmi|dmix|dsnoop|modem|phoneline|lavrate|samplerate|speex(rate)?|upmix|vdownmix|null"
    r"|jack|oss|.*\bmonitor\b.*|/dev/dsp\d*"
)
"""What PortAudio lists beside devices: ways through the sound library to the same ones, and the sound of our own speaker."""


def is_skip(text: str) -> bool:
    """Whether this is nothing but the wish to go on with the next step."""
    plain = re.sub(r"[^a-z ]+", "", text.lower())
    return " ".join(_FILLERS.sub(" ", plain).split()) in _SKIPS


def device_name(name: str, kind: str) -> str:
    """A device as it is said; kind: "microphone" or "speaker"."""
    if name in _OF_THE_DESKTOP:
        return f"your usual {kind}"
    return " ".join(re.sub(r"\([^)]*\)|[:,_]", " ", name).split())


def other_devices(used: str, listed: Sequence[str]) -> list[str]:
    """Devices beside the one in use. The desktop's default is one of those that are listed by name: a single one is the same."""
    real = [name for name in listed if name not in _OF_THE_DESKTOP and not _ROUTES.fullmatch(name)]
    if used in _OF_THE_DESKTOP:
        return real if len(real) > 1 else []
    return [name for name in real if name != used]
