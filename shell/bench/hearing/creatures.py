"""Voices that say nothing: humming, vowels sung, a baby, dogs, birds, laughter."""

import numpy as np
from numpy.random import Generator

from shell.bench.hearing.shapes import Wave, band, burst, hiss, moments, place, seconds, slow, unit
from speech.audio import RATE

_VOWELS = ((730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (570, 840, 2410), (530, 1840, 2480), (250, 1100, 2200))
"""Formants of a, i, u, o, e and of a closed mouth, hertz."""
_BLOCK = 400
"""Samples of which a filter that moves takes one setting, 25 ms."""


def humming(rng: Generator, count: int) -> Wave:
    """Somebody hums a tune with closed mouth or on one vowel, with vibrato."""
    return _sings(rng, count, float(rng.uniform(0.3, 1.6)), moving=False)


def singing(rng: Generator, count: int) -> Wave:
    """Somebody sings vowels that glide into one another, without a word."""
    return _sings(rng, count, float(rng.uniform(0.15, 0.8)), moving=True)


def laughter(rng: Generator, count: int) -> Wave:
    """Rows of short voiced breaths that fall in pitch."""
    whole = 0.003 * hiss(rng, count, -3.0)
    for at in moments(rng, count, 0.4):
        pitch, vowel, gap = float(rng.uniform(120, 400)), _vowel(rng), float(rng.uniform(0.14, 0.25))
        for number in range(int(rng.integers(3, 10))):
            size = round(gap * float(rng.uniform(0.5, 0.9)) * RATE)
            tract = _formed(_source(np.full(size, pitch * 0.96**number) * np.linspace(1.05, 0.9, size)), [vowel, vowel])
            breath = band(hiss(rng, size), 500.0, 4000.0, 1.0)
            place(whole, (unit(tract) + 0.3 * unit(breath)) * np.hanning(size), at + number * gap, 0.93**number)
    return whole


def baby(rng: Generator, count: int) -> Wave:
    """A baby cries: long rough tones around 450 Hz that rise and fall."""
    whole, at = 0.003 * hiss(rng, count, -3.0), float(rng.uniform(0, 0.5))
    base, vowel = float(rng.uniform(350, 600)), _vowel(rng)
    while at < count / RATE:
        length = float(rng.uniform(0.4, 1.5))
        size = round(length * RATE)
        pitch = base * (0.9 + 0.3 * np.sin(np.pi * np.linspace(0, 1, size))) * (1.0 + 0.02 * hiss(rng, size, -4.0))
        wide = (vowel[0] * 1.4, vowel[1] * 1.3, vowel[2] * 1.3)
        place(whole, unit(_formed(_source(pitch), [wide, wide])) * np.hanning(size) ** 0.4, at)
        at += length + float(rng.uniform(0.2, 0.8))
    return whole


def dogs(rng: Generator, count: int) -> Wave:
    """Barks, one or several."""
    whole, base = 0.003 * hiss(rng, count, -3.0), float(rng.uniform(150, 700))
    for at in moments(rng, count, 0.5):
        for number in range(int(rng.integers(1, 5))):
            length = float(rng.uniform(0.1, 0.3))
            size = round(length * RATE)
            pitch = base * (1.0 + 0.5 * np.sin(np.pi * np.linspace(0, 1, size))) * float(rng.uniform(0.9, 1.1))
            sound = unit(_formed(_source(pitch), [(600, 1400, 2800), (500, 1000, 2500)])) + 0.6 * unit(band(hiss(rng, size), 400.0, 4000.0, 1.0))
            place(whole, sound * burst(size, 0.015, length * 1.3), at + number * float(rng.uniform(0.25, 0.5)))
    return whole


def birds(rng: Generator, count: int) -> Wave:
    """Chirps: pure tones that slide between 2 and 7 kHz."""
    whole = 0.003 * hiss(rng, count, -3.0)
    for at in moments(rng, count, 1.5):
        low, high = float(rng.uniform(1800, 4000)), float(rng.uniform(3000, 7000))
        for number in range(int(rng.integers(1, 9))):
            size = round(rng.uniform(0.03, 0.2) * RATE)
            pitch = low + (high - low) * slow(rng, size, 15.0)
            place(whole, np.sin(2 * np.pi * np.cumsum(pitch) / RATE) * np.hanning(size), at + number * 0.13)
    return whole


def _sings(rng: Generator, count: int, pace_s: float, moving: bool) -> Wave:
    whole, at, step = 0.003 * hiss(rng, count, -3.0), float(rng.uniform(0, 0.5)), 0
    base, vibrato, vowel = float(rng.uniform(90, 320)), float(rng.uniform(0.003, 0.02)), _vowel(rng)
    while at < count / RATE:
        step = int(np.clip(step + rng.choice([-4, -2, -1, 0, 1, 2, 3, 5]), -7, 12))
        length = pace_s * float(rng.uniform(0.6, 2.0))
        size = round(length * RATE)
        wobble = 1.0 + vibrato * np.sin(2 * np.pi * float(rng.uniform(4.5, 6.5)) * seconds(size))
        target = _vowel(rng) if moving else vowel
        formed = _formed(_source(base * 2.0 ** (step / 12.0) * wobble), [vowel, target])
        place(whole, unit(formed) * np.minimum(1.0, np.minimum(np.arange(size), np.arange(size)[::-1]) / (0.05 * RATE)), at)
        vowel = target
        at += length * float(rng.uniform(0.95, 1.1)) + float(rng.choice([0.0, 0.0, 0.0, 0.5]))
    return whole


def _vowel(rng: Generator) -> tuple[float, float, float]:
    first, second, third = _VOWELS[int(rng.integers(0, len(_VOWELS)))]
    tract = float(rng.uniform(0.9, 1.2))
    return first * tract, second * tract, third * tract


def _source(pitch: Wave) -> Wave:
    """A glottis: all overtones of a changing pitch in hertz, falling by 9 dB an octave."""
    phase, whole = 2 * np.pi * np.cumsum(pitch) / RATE, np.zeros(len(pitch))
    for number in range(1, int(0.45 * RATE / max(float(pitch.max()), 50.0)) + 1):
        whole += np.sin(number * phase) / number**1.5
    return whole


def _formed(source: Wave, vowels: list[tuple[float, float, float]]) -> Wave:
    """A source through a mouth that goes evenly from the first vowel to the last: overlapping blocks, each through its own resonances."""
    size = len(source)
    padded, whole = np.concatenate([source, np.zeros(2 * _BLOCK)]), np.zeros(size + 2 * _BLOCK)
    window = np.hanning(2 * _BLOCK + 1)[:-1]
    frequencies = np.fft.rfftfreq(2 * _BLOCK, 1 / RATE)
    for start in range(0, size, _BLOCK):
        share = start / size
        gain = np.zeros(len(frequencies))
        for number, (first, last) in enumerate(zip(vowels[0], vowels[-1], strict=True)):
            centre = first + share * (last - first)
            gain += 0.6**number / (1.0 + ((frequencies - centre) / (60.0 + 0.04 * centre)) ** 2)
        whole[start : start + 2 * _BLOCK] += np.fft.irfft(np.fft.rfft(padded[start : start + 2 * _BLOCK] * window) * gain, 2 * _BLOCK)
    return whole[:size]
