"""Sound as it travels: 16 kHz, one channel, signed 16 bit."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import gcd
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

RATE = 16000
"""Samples a second of everything that is heard."""
FRAME = 512
"""Samples of one frame of the speech detector, 32 ms."""
_TAPS = 32
_BLOCK = 1 << 13

Samples: TypeAlias = NDArray[np.int16]
Floats: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """A piece of a running recording."""

    samples: Samples
    """16 kHz mono."""
    at: float
    """Monotonic seconds of the first sample."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """A finished recording."""

    samples: Samples
    """16 kHz mono."""
    started_at: float = 0.0
    """Monotonic seconds of the first sample."""

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return len(self.samples) / RATE

    @property
    def floats(self) -> Floats:
        """The samples in -1..1."""
        return self.samples.astype(np.float32) / 32768.0

    def cut(self, start: float, end: float) -> "Clip":
        """The part between two moments in seconds from the start, limited to what is there."""
        first = min(max(round(start * RATE), 0), len(self.samples))
        last = min(max(round(end * RATE), first), len(self.samples))
        return Clip(self.samples[first:last], self.started_at + first / RATE)

    def chunks(self, size: int = FRAME) -> Iterator[Chunk]:
        """The clip in pieces of `size` samples; the last one may be shorter."""
        for start in range(0, len(self.samples), size):
            yield Chunk(self.samples[start : start + size], self.started_at + start / RATE)


def to_int16(floats: Floats) -> Samples:
    """Samples in -1..1 as 16-bit integers; louder ones are clipped."""
    return np.clip(np.rint(floats * 32768.0), -32768, 32767).astype(np.int16)


def silence(seconds: float) -> Samples:
    """So many seconds of nothing."""
    return np.zeros(round(seconds * RATE), np.int16)


def resample(floats: Floats, rate: int, wanted: int = RATE) -> Floats:
    """The same sound at another rate (samples a second), low-pass filtered so that nothing folds over."""
    if rate == wanted or not len(floats):
        return floats
    up, down = wanted // gcd(rate, wanted), rate // gcd(rate, wanted)
    cut = min(1.0, wanted / rate) * 0.95
    half = int(np.ceil(_TAPS / cut))
    offsets, parts = np.arange(-half + 1, half + 1), np.arange(up)[:, None] / up
    distance = offsets[None, :] - parts
    kernels = (cut * np.sinc(cut * distance) * (0.5 + 0.5 * np.cos(np.pi * np.clip(distance / half, -1, 1)))).astype(np.float32)
    padded = np.concatenate([np.zeros(half, np.float32), floats, np.zeros(half + 1, np.float32)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * half)
    total = -(-len(floats) * up // down)
    result = np.empty(total, np.float32)
    for start in range(0, total, _BLOCK):
        at = np.arange(start, min(start + _BLOCK, total)) * down
        result[start : start + len(at)] = np.einsum("ij,ij->i", windows[at // up + 1], kernels[at % up])
    return result
