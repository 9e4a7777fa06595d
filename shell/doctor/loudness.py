"""How loud a sound is, and how alike two are."""

import numpy as np

from shell.doctor.rehearsal import SILENCE_DB
from speech.audio import FRAME, Samples


def level(samples: Samples, share: float = 0.95) -> float:
    """Level in dBFS that this share of the frames (32 ms) stays under; SILENCE_DB when every sample is zero."""
    whole = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME).astype(np.float64)
    if not whole.any():
        return SILENCE_DB
    loudness = np.sqrt(np.quantile((whole / 32768.0) ** 2 @ np.ones(FRAME) / FRAME, share))
    return max(SILENCE_DB, 20 * float(np.log10(max(loudness, 1e-6))))


def likeness(heard: Samples, played: Samples) -> float:
    """0..1: the best normalised correlation of what was played with a part of what was heard."""
    if len(heard) < len(played) or not heard.any() or not played.any():
        return 0.0
    one, other = heard.astype(np.float64), played.astype(np.float64)
    size = 1 << (len(one) + len(other)).bit_length()
    crossed = np.fft.irfft(np.fft.rfft(one, size) * np.conj(np.fft.rfft(other, size)), size)[: len(one) - len(other) + 1]
    sums = np.concatenate([[0.0], np.cumsum(one**2)])
    energy = sums[len(other) :] - sums[: -len(other)]
    return float(np.max(np.abs(crossed) / np.sqrt(np.maximum(energy, 1.0) * np.sum(other**2))).clip(0, 1))
