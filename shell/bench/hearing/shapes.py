"""What noises are made of: coloured hiss, bands, decaying bursts, tones, rooms."""

from typing import TypeAlias

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from speech.audio import RATE

Wave: TypeAlias = NDArray[np.float64]
"""Sound at 16 kHz in any scale."""


def seconds(count: int) -> Wave:
    """The moment of each of so many samples, seconds."""
    return np.arange(count) / RATE


def hiss(rng: Generator, count: int, slope_db: float = 0.0) -> Wave:
    """Noise whose power changes by so many decibels an octave: 0 is white, −3 pink, −6 brown; its standard deviation is 1."""
    spectrum = np.fft.rfft(rng.normal(0.0, 1.0, count))
    frequencies = np.maximum(np.fft.rfftfreq(count, 1 / RATE), 20.0)
    return unit(np.fft.irfft(spectrum * frequencies ** (slope_db / 6.02), count))


def band(wave: Wave, low: float, high: float, steep: float = 4.0) -> Wave:
    """What lies between two frequencies in hertz; beyond them it falls by 6 · steep decibels an octave."""
    frequencies = np.maximum(np.fft.rfftfreq(len(wave), 1 / RATE), 1.0)
    gain = 1.0 / np.sqrt((1.0 + (low / frequencies) ** (2 * steep)) * (1.0 + (frequencies / high) ** (2 * steep)))
    return np.fft.irfft(np.fft.rfft(wave) * gain, len(wave))


def unit(wave: Wave) -> Wave:
    """The same with a root mean square of 1; silence stays silence."""
    return wave / max(float(np.sqrt(np.mean(np.square(wave)))), 1e-12)


def slow(rng: Generator, count: int, per_second: float) -> Wave:
    """A smooth random curve between 0 and 1 with so many turns a second."""
    points = rng.uniform(0.0, 1.0, max(2, round(count / RATE * per_second) + 2))
    return np.interp(np.linspace(0, len(points) - 1, count), np.arange(len(points)), points)


def burst(count: int, attack_s: float, decay_s: float) -> Wave:
    """An envelope that rises in attack_s seconds and falls by 60 dB in decay_s."""
    at = seconds(count)
    return np.minimum(1.0, at / max(attack_s, 1e-4)) * np.exp(-6.9 * at / decay_s)


def place(whole: Wave, piece: Wave, at_s: float, gain: float = 1.0) -> None:
    """Add a piece to the whole at a moment in seconds; what does not fit is cut off."""
    start = round(at_s * RATE)
    end = min(len(whole), start + len(piece))
    if end > start:
        whole[start:end] += gain * piece[: end - start]


def moments(rng: Generator, count: int, per_second: float) -> list[float]:
    """Random moments of a Poisson process, seconds; at least one."""
    length = count / RATE
    found = np.cumsum(rng.exponential(1.0 / per_second, round(3 * per_second * length) + 5))
    return [float(at) for at in found if at < length] or [length * float(rng.uniform(0.1, 0.6))]


def tone(count: int, hertz: float, rng: Generator, partials: tuple[float, ...] = (1.0,)) -> Wave:
    """A steady tone whose overtones have these strengths."""
    at = seconds(count)
    parts = [
        strength * np.sin(2 * np.pi * hertz * (number + 1) * at + rng.uniform(0, 6.28))
        for number, strength in enumerate(partials)
        if hertz * (number + 1) < 0.48 * RATE
    ]
    return np.sum(parts, axis=0) if parts else np.zeros(count)


def ringing(rng: Generator, count: int, hertz: list[float], decay_s: float) -> Wave:
    """Partials struck at once; the higher ones die sooner."""
    at = seconds(count)
    low = min(hertz)
    parts = [
        rng.uniform(0.3, 1.0) * np.sin(2 * np.pi * one * at + rng.uniform(0, 6.28)) * np.exp(-6.9 * at / decay_s * (one / low) ** 0.5)
        for one in hertz
        if one < 0.48 * RATE
    ]
    return np.sum(parts, axis=0) if parts else np.zeros(count)


def in_room(rng: Generator, wave: Wave, decay_s: float, wet: float) -> Wave:
    """The same in a room that rings so many seconds; `wet` 0..1 is the room's share."""
    count = round(decay_s * RATE)
    room = unit(rng.normal(0.0, 1.0, count) * burst(count, 0.002, decay_s))
    size = len(wave) + count
    heard = np.fft.irfft(np.fft.rfft(wave, size) * np.fft.rfft(room, size), size)[: len(wave)]
    dry = float(np.sqrt(np.mean(np.square(wave))))
    return (1.0 - wet) * wave + wet * unit(heard) * dry
