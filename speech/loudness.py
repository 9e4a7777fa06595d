"""Even loudness: every sentence is as loud as every other, and nothing clips."""

import numpy as np

from speech.audio import Floats, Samples, to_int16

TARGET_DB = -20.0
"""Loudness of every sentence, decibels below full scale."""
_BLOCK_S = 0.05
_SILENT, _GATE = 1e-6, 0.1
_MOST, _LEAST = 12.0, -12.0
_CEILING = 0.89
_KNEE = 0.6
_USUAL_DB = -23.4
# A sentence begins louder than it is as a whole: by how many decibels after so many seconds, and how far its beginning is to be believed.
_HEARD_S = np.array([0.25, 0.5, 0.75, 1.0, 1.5, 2.5])
_EXCESS_DB = np.array([2.3, 2.0, 1.4, 1.0, 0.5, 0.0])
_BELIEF = np.array([0.35, 0.55, 0.7, 0.85, 0.95, 1.0])


def loudness(floats: Floats, rate: int) -> float:
    """The mean power of what is spoken, decibels of full scale; -inf for silence. Blocks ten times weaker than the mean are pauses, not counted."""
    size = max(1, round(rate * _BLOCK_S))
    blocks = floats[: len(floats) // size * size].reshape(-1, size) if len(floats) >= size else floats[None, :]
    power = np.square(blocks, dtype=np.float64).mean(axis=1) if len(floats) else np.zeros(0)
    power = power[power > _SILENT]
    if not len(power):
        return float("-inf")
    return float(10 * np.log10(power[power > power.mean() * _GATE].mean()))


class Levelling:
    """One sentence, given piece by piece; each piece's gain comes from all that is known of the sentence by then."""

    def __init__(self, rate: int, usual_db: float = _USUAL_DB) -> None:
        """rate: samples a second; usual_db: how loud the voice's sentences are before."""
        self._rate = rate
        self._usual = usual_db
        self._seen: list[Floats] = []
        self._gain: float | None = None

    def level(self, piece: Floats, last: bool) -> Samples:
        """The piece as loud as it should be; `last` says that the sentence ends with it."""
        self._seen.append(piece)
        gain = float(10 ** (np.clip(TARGET_DB - self._expected(last), _LEAST, _MOST) / 20))
        ramp = np.full(len(piece), gain, np.float32)
        if self._gain is not None:
            glide = min(len(piece), round(self._rate * 0.02))
            ramp[:glide] = np.linspace(self._gain, gain, glide, dtype=np.float32)
        self._gain = gain
        return to_int16(limited(piece * ramp))

    def _expected(self, last: bool) -> float:
        whole = np.concatenate(self._seen)
        found, seconds = loudness(whole, self._rate), len(whole) / self._rate
        if not np.isfinite(found):
            return self._usual
        if last and len(self._seen) == 1:
            return found
        return float(self._usual + np.interp(seconds, _HEARD_S, _BELIEF) * (found - np.interp(seconds, _HEARD_S, _EXCESS_DB) - self._usual))


def limited(floats: Floats) -> Floats:
    """Peaks bent so that none is above 0.89 of full scale; what is under 0.6 stays as it is."""
    size = np.abs(floats)
    room = _CEILING - _KNEE
    bent = _KNEE + room * np.tanh((size - _KNEE) / room)
    return np.where(size <= _KNEE, floats, np.sign(floats) * bent).astype(np.float32)
