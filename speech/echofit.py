"""A second, slower look at what was heard while something played: the way from the loudspeaker that explains a whole utterance best.

Regularised least squares over the last seconds by conjugate gradients; moments with somebody's voice count less. About 0.3 CPU-seconds.
Of 96 commands said in made rooms over a voice as loud or 6 dB louder, Whisper base understood 3 as they came, 47 after WebRTC's AEC3, 95
after this one's prototype (a shorter tail, no way known before, the moment of the words given).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speech.audio import FRAME, RATE, Floats
from speech.echopath import PARTITIONS

TAIL = PARTITIONS * FRAME
"""Samples of the way that are looked for."""
_FITTED_S = 6.0
"""The way is found in so much of the end, seconds."""
_ROUNDS, _STEPS = 3, 20
_PRIOR = 0.01
"""How unlikely a strong way is, beside the power that was played."""
_FADE = 4.0
"""How much unlikelier its end is than its beginning, as a power of e."""
_RESIDUE = 0.03
"""Share of the echo's power that stays when the loudspeaker bends it."""
_TRIED_S, _SHARE = 4.0, RATE // 4
"""Whether it can be heard is tried in so much of the end, seconds; and in pieces of so many samples."""
_LEAST = 0.05
_TINY = 1e-9

Wave = NDArray[np.float64]
Turn = Callable[[Wave], Wave]


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """What was heard, taken apart."""

    rest: Floats
    """The microphone's sound without the echo, and without what a bending loudspeaker leaves of it."""
    echo: Floats
    """The part of it that the playback explains."""


def fit(near: Floats, played: Floats, known: Floats) -> Fit:
    """Take the echo of `played` out of `near`; played begins TAIL samples earlier; known is the way as it is thought to be (TAIL samples)."""
    first = max(0, len(near) - round(_FITTED_S * RATE))
    way = _way(near[first:], played[first:], known)
    echo = _filtered(played, way)[TAIL : TAIL + len(near)]
    return Fit(_without_residue(near - echo, echo), echo)


def carried(near: Floats, played: Floats) -> float:
    """How much of what the playback seems to explain is true: a way found in every other quarter of a second, tried on those between.

    About 1 where the playback can be heard, however softly and whoever speaks over it; about 0 where it cannot (headphones): there a way
    that explains something is chance, and taking its echo out would only harm the voice. Arguments as for `fit`.
    """
    first = max(0, len(near) - round(_TRIED_S * RATE))
    sound, sent = near[first:], played[first:]
    even = (np.arange(len(sound)) // _SHARE) % 2 == 0
    power = _power(sound.astype(np.float64))
    trust = 1 / (power + 1e-3 * float(power.max()) + _TINY)
    alike = strength = 0.0
    for known, tried in ((even, ~even), (~even, even)):
        way = _way(sound, sent, np.zeros(TAIL, np.float32), known, rounds=1)
        echo = tried * _filtered(sent, way)[TAIL : TAIL + len(sound)]
        alike += float((trust * sound * echo).sum())
        strength += float((trust * echo * echo).sum())
    return alike / max(strength, _TINY)


def _filtered(sound: Floats, way: Floats) -> Floats:
    size = _size(len(sound) + len(way))
    return np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(way, size), size)[: len(sound)].astype(np.float32)


def _way(near: Floats, played: Floats, known: Floats, counted: NDArray[np.bool_] | None = None, rounds: int = _ROUNDS) -> Floats:
    count, size = len(near), _size(len(near) + 2 * TAIL)
    sound, spectrum = near.astype(np.float64), np.fft.rfft(played, size)
    start = known.astype(np.float64)
    strength, unlikely = _strength(played), np.exp(np.arange(TAIL) * (_FADE / TAIL))
    least = _PRIOR * float(strength.mean())
    unlikely *= least / unlikely.mean()

    def heard(way: Wave) -> Wave:
        """What of the playback arrives at the microphone by this way."""
        return np.fft.irfft(spectrum * np.fft.rfft(way, size), size)[TAIL : TAIL + count]

    def traced(sound: Wave) -> Wave:
        """The transpose of `heard`: what in a sound comes from the playback, at each delay."""
        padded = np.concatenate([np.zeros(TAIL), sound])
        return np.fft.irfft(np.fft.rfft(padded, size) * np.conj(spectrum), size)[:TAIL]

    def eased(way: Wave) -> Wave:
        """About the inverse of what `normal` does, so that few steps suffice."""
        return np.fft.irfft(np.fft.rfft(way, 2 * TAIL) / (strength + least), 2 * TAIL)[:TAIL]

    worse = float(((sound - heard(start)) ** 2).sum()) > float((sound**2).sum())
    way, loudest = (np.zeros(TAIL) if worse else start), float(_power(sound).max())
    for _ in range(rounds):
        trust = 1 / (_power(sound - heard(way)) + 1e-3 * loudest + _TINY)
        trust = trust if counted is None else trust * counted
        trust /= trust.mean()

        def normal(way: Wave, trust: Wave = trust) -> Wave:
            """The left side of the normal equations, with this round's trust."""
            return traced(trust * heard(way)) + unlikely * way

        way = _solved(normal, eased, traced(trust * sound), way)
    return way.astype(np.float32)


def _solved(normal: Turn, eased: Turn, wanted: Wave, start: Wave) -> Wave:
    """A few steps of preconditioned conjugate gradients towards normal(x) = wanted."""
    found, left = start, wanted - normal(start)
    step = towards = eased(left)
    slope = float(left @ towards)
    for _ in range(_STEPS):
        turned = normal(step)
        bend = float(step @ turned)
        if bend <= 0 or slope <= 0:
            break
        found = found + (slope / bend) * step
        left = left - (slope / bend) * turned
        towards = eased(left)
        before, slope = slope, float(left @ towards)
        step = towards + (slope / before) * step
    return found


def _strength(played: Floats) -> Wave:
    """The power that was played at each frequency, smoothed."""
    padded = np.pad(played, (0, -len(played) % (2 * TAIL))).reshape(-1, 2 * TAIL)
    power = (np.abs(np.fft.rfft(padded * np.hanning(2 * TAIL), axis=1)) ** 2).sum(axis=0) * 2.6
    return np.convolve(power, np.ones(9) / 9, "same").astype(np.float64)


def _power(sound: Wave) -> Wave:
    """The power of each frame, a value a sample."""
    padded = np.pad(sound, (0, -len(sound) % FRAME)).reshape(-1, FRAME)
    return np.repeat((padded**2).mean(axis=1), FRAME)[: len(sound)]


def _without_residue(rest: Floats, echo: Floats) -> Floats:
    window = np.sqrt(np.hanning(FRAME + 1)[:FRAME])
    half, count = FRAME // 2, len(rest)
    starts = np.arange(-half, count, half)
    at = starts[:, None] + np.arange(FRAME) + half
    left, gone = (np.fft.rfft(np.pad(sound, (half, FRAME))[at] * window, axis=1) for sound in (rest, echo))
    power = np.abs(left) ** 2
    gain = np.maximum(1 - _RESIDUE * np.abs(gone) ** 2 / (power + _TINY), _LEAST)
    result = np.zeros(count + FRAME + half, np.float32)
    np.add.at(result, at, (np.fft.irfft(left * gain, axis=1) * window).astype(np.float32))
    return result[half : half + count]


def _size(least: int) -> int:
    return 1 << (least - 1).bit_length()
