"""How loud it is: the microphone's sound as a few numbers a second."""

import numpy as np

from speech.audio import RATE, Samples

QUIET_DB, LOUD_DB = -60.0, -10.0
"""What counts as silence and as loud, decibels below full scale."""
EVERY = RATE // 10
"""Samples between two numbers, a tenth of a second."""


class Meter:
    """Fed the sound as it comes; tells the level ten times a second of sound."""

    def __init__(self) -> None:
        self._power = 0.0
        self._count = 0
        self._speech = 0.0

    def add(self, samples: Samples, speech: float) -> tuple[float, float] | None:
        """Take sound and its probability of speech (0..1); the level (0..1, linear in decibels) and the highest probability when it is time."""
        self._power += float(np.square(samples, dtype=np.float32).sum())
        self._count += len(samples)
        self._speech = max(self._speech, speech)
        if self._count < EVERY:
            return None
        level, speech = level_of(self._power / self._count), self._speech
        self._power, self._count, self._speech = 0.0, 0, 0.0
        return level, speech


def level_of(power: float) -> float:
    """0..1 for the mean square of 16-bit samples."""
    decibels = 10.0 * float(np.log10(max(power, 1e-9) / 32768.0**2))
    return min(max((decibels - QUIET_DB) / (LOUD_DB - QUIET_DB), 0.0), 1.0)
