"""What happens to a voice on its way to the microphone, and what else is heard there; everything in -1..1 at 16 kHz, all chance given."""

import numpy as np
from numpy.random import Generator

from speech.audio import RATE, Floats

_TELEPHONE = (300.0, 3400.0)
_TILE = 1 << 14
"""Samples after which made noise comes again, 1 s: it goes on without a seam."""


def rms(sound: Floats) -> float:
    """The loudness of a sound; never 0."""
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64)) + 1e-12))


def at_rms(sound: Floats, wanted: float) -> Floats:
    """The sound made so loud."""
    return (sound * (wanted / rms(sound))).astype(np.float32)


def stretched(sound: Floats, factor: float) -> Floats:
    """Faster and higher for a factor above 1, as if the speaker were smaller; below 1 the other way."""
    length = max(1, round(len(sound) / factor))
    return np.interp(np.arange(length) * factor, np.arange(len(sound)), sound).astype(np.float32)


def in_room(sound: Floats, chance: Generator, tail_s: float = 0.35) -> Floats:
    """The sound as a microphone somewhere in a room hears it, `tail_s` longer: echoes that die away, and a response that is not flat."""
    room = np.zeros(round(tail_s * RATE), np.float32)
    dying, near = chance.uniform(0.02, 0.12), chance.uniform(0.0, 0.7) ** 2
    room += chance.standard_normal(len(room)).astype(np.float32) * np.exp(-np.arange(len(room)) / (dying * RATE)).astype(np.float32)
    room[: chance.integers(8, 160)] = 0.0
    room *= near / max(float(np.sqrt(np.sum(room**2))), 1e-6)
    room[0] = 1.0
    size = 1 << int(np.ceil(np.log2(len(sound) + len(room))))
    shaped = np.fft.rfft(sound, size) * np.fft.rfft(room, size) * response(size, chance)
    return np.fft.irfft(shaped, size)[: len(sound) + len(room)].astype(np.float32)


def response(size: int, chance: Generator) -> Floats:
    """How loud each frequency of a transform of this size comes through: a smooth curve, now and then a telephone's."""
    hertz = np.fft.rfftfreq(size, 1 / RATE)
    corners = np.array([0.0, 200.0, 500.0, 1000.0, 2000.0, 3500.0, 5500.0, 8000.0])
    curve = 10 ** (np.interp(hertz, corners, np.cumsum(chance.normal(0.0, 2.2, len(corners)))) / 20)
    if chance.random() < 0.15:
        low, high = _TELEPHONE
        curve *= np.where((hertz > low) & (hertz < high), 1.0, 0.01)
    elif chance.random() < 0.2:
        curve *= np.where(hertz < chance.uniform(3600, 7000), 1.0, 0.02)
    if chance.random() < 0.3:
        curve *= np.where(hertz > chance.uniform(60, 250), 1.0, 0.05)
    return curve.astype(np.float32)


def noise(length: int, chance: Generator) -> Floats:
    """Noise of a random colour that swells and fades, at times with hum or knocks in it; loudness 1."""
    hertz = np.maximum(np.fft.rfftfreq(_TILE, 1 / RATE), 20.0)
    spectrum = np.exp(1j * chance.uniform(0.0, 2 * np.pi, len(hertz)))
    sound = np.resize(np.fft.irfft(spectrum * hertz ** chance.uniform(-1.3, 0.2), _TILE), length)
    corners = chance.uniform(0.2, 1.0, 6)
    sound = sound / np.sqrt(np.mean(sound**2)) * np.interp(np.linspace(0, 5, length), np.arange(6), corners)
    if chance.random() < 0.2:
        base = (50.0, 60.0, 120.0, 440.0)[int(chance.integers(4))] * np.arange(1, 6)
        turns = 2 * np.pi * base[:, None] * np.arange(length) / RATE
        sound = sound + (np.sin(turns + chance.uniform(0, 6, (5, 1))) * chance.uniform(0, 1.2, (5, 1))).sum(axis=0)
    for _ in range(chance.integers(1, 6) if chance.random() < 0.3 else 0):
        at = int(chance.integers(0, length))
        knock = chance.standard_normal(min(length - at, int(chance.integers(80, 1600))))
        sound[at : at + len(knock)] += knock * np.exp(-np.arange(len(knock)) / (len(knock) / 5)) * chance.uniform(2, 9)
    return at_rms(np.asarray(sound, np.float32), 1.0)


def events(length: int, chance: Generator) -> Floats:
    """A few sounds that are no words though made of the same stuff: hisses and buzzes that swell, glide and break off; loudness 1."""
    sound = np.zeros(length, np.float32)
    for _ in range(int(chance.integers(1, 7))):
        size = int(chance.integers(800, 11000))
        at = int(chance.integers(0, max(1, length - size)))
        if chance.random() < 0.5:
            piece = chance.standard_normal(size)
        else:
            pitch = chance.uniform(70.0, 900.0) * 2 ** np.interp(np.arange(size), [0, size], [0.0, chance.uniform(-1.0, 1.0)])
            turns = 2 * np.pi * np.cumsum(pitch) / RATE
            piece = np.sum([np.sin(turns * times) * chance.uniform(0.0, 1.0) / times for times in range(1, 9)], axis=0)
        steps = [0, int(chance.integers(10, size // 2)), int(chance.integers(size // 2, size)), size]
        swell = np.interp(np.arange(size), steps, [0.0, 1.0, chance.uniform(0.2, 1.0), 0.0])
        wide = 1 << int(np.ceil(np.log2(size)))
        shape = 10 ** (np.interp(np.fft.rfftfreq(wide, 1 / RATE), np.linspace(0, 8000, 9), chance.uniform(-35.0, 0.0, 9)) / 20)
        shaped = np.fft.irfft(np.fft.rfft(piece * swell, wide) * shape, wide)[:size]
        sound[at : at + size] += at_rms(np.asarray(shaped, np.float32), float(chance.uniform(0.2, 1.0)))[: length - at]
    return at_rms(sound, 1.0)


def cancelled(sound: Floats, chance: Generator) -> Floats:
    """What a linear echo canceller leaves of a sound: 0 to 25 dB less, unevenly over frequency and time."""
    size = 1 << int(np.ceil(np.log2(len(sound))))
    left = np.fft.irfft(np.fft.rfft(sound, size) * response(size, chance), size)[: len(sound)]
    corners = 10 ** (-chance.uniform(0.0, 25.0, 5) / 20)
    return (left * np.interp(np.linspace(0, 4, len(sound)), np.arange(5), corners)).astype(np.float32)
