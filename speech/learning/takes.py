"""Takes: what one voice said, cut to the sound itself, and kept in a folder so that nothing is said twice."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from speech import wavfile
from speech.audio import RATE, Samples
from speech.errors import NotAudio
from speech.learning.voices import Voice

_STEP = RATE // 100
_QUIET_DB = 38.0
"""What lies this far below the loudest 10 ms is silence around the words."""
_SHORTEST_S, _LONGEST_S = 0.08, 9.0


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """Somebody's words, cut so that they begin with the first and end with the last sound."""

    samples: Samples
    text: str
    """Empty for a recording whose words are not known."""
    voice: str


class Studio:
    """Records voices into a folder, or takes from it what was recorded before."""

    def __init__(self, folder: Path) -> None:
        """The folder is made if need be."""
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def record(self, asked: Iterable[tuple[Voice, str]], tell: Callable[[int], None] = lambda done: None) -> list[Take]:
        """One take for each voice and text; what a voice cannot say is left out. `tell` hears how many are done."""
        found: list[Take] = []
        for index, (voice, text) in enumerate(asked):
            if (samples := self._say(voice, text)) is not None:
                found.append(Take(samples, text, voice.label))
            tell(index + 1)
        return found

    def _say(self, voice: Voice, text: str) -> Samples | None:
        place = self._folder / f"{hashlib.sha256(f'{voice.label}|{text}'.encode()).hexdigest()[:24]}.wav"
        try:
            if not place.is_file():
                wavfile.write(place, voice.say(text))
            return trimmed(wavfile.read(place).samples)
        except NotAudio:
            return None


def trimmed(samples: Samples, quiet_db: float = _QUIET_DB) -> Samples | None:
    """A sound without what around it is so much quieter; nothing if too little, or far too much, is left."""
    count = len(samples) // _STEP
    if not count:
        return None
    power = (samples[: count * _STEP].astype(np.float64).reshape(count, _STEP) ** 2).mean(axis=1)
    loud = np.flatnonzero(power > max(power.max() * 10 ** (-quiet_db / 10), 1.0))
    if not len(loud):
        return None
    kept = samples[loud[0] * _STEP : (loud[-1] + 1) * _STEP]
    return kept if _SHORTEST_S <= len(kept) / RATE <= _LONGEST_S else None
