"""Music without words: chords, tunes, drums, strings."""

import numpy as np
from numpy.random import Generator

from shell.bench.hearing.shapes import Wave, band, burst, hiss, place, seconds, slow, tone, unit
from speech.audio import RATE

_MAJOR, _MINOR, _FIVE = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10), (0, 2, 4, 7, 9)


def chords(rng: Generator, count: int) -> Wave:
    """A piano, organ or synthesiser that plays chords."""
    whole, scale, key, beat = np.zeros(count), _scale(rng), float(rng.uniform(45, 60)), float(rng.uniform(0.5, 1.6))
    partials = _timbre(rng)
    held = bool(rng.integers(0, 2))
    for number in range(int(count / RATE / beat) + 1):
        root = int(rng.integers(0, 7))
        size = round(beat * (1.0 if held else 1.8) * RATE)
        for step in (0, 2, 4, *([6] if rng.random() < 0.3 else [])):
            note = tone(size, _hertz(key, scale, root + step), rng, partials)
            place(whole, note * (_held(size) if held else burst(size, 0.005, beat * 2.0)), number * beat)
    return whole


def melody(rng: Generator, count: int) -> Wave:
    """A flute, violin, guitar or whistle that plays a tune, alone or over a bass."""
    whole, scale, key, at = np.zeros(count), _scale(rng), float(rng.uniform(57, 80)), 0.0
    partials, plucked, step = _timbre(rng), bool(rng.integers(0, 2)), 0
    beat, bass = float(rng.uniform(0.12, 0.45)), bool(rng.integers(0, 2))
    while at < count / RATE:
        step = int(np.clip(step + rng.integers(-3, 4), -7, 9))
        length = beat * float(rng.choice([1, 1, 2, 4]))
        size = round(length * RATE)
        note = _sung(rng, size, _hertz(key, scale, step), partials, 0.0 if plucked else 0.008)
        place(whole, note * (burst(size, 0.004, length * 1.5) if plucked else _held(size)), at)
        if bass and rng.random() < 0.5:
            place(whole, tone(size, _hertz(key - 24, scale, step), rng, (1.0, 0.5, 0.3)) * burst(size, 0.01, length * 2), at, 0.8)
        at += length
    return whole


def drums(rng: Generator, count: int) -> Wave:
    """A drum kit in some metre."""
    whole, beat = np.zeros(count), float(rng.uniform(0.1, 0.25))
    pattern = rng.random((3, 16)) < np.array([[0.3], [0.2], [0.6]])
    for number in range(int(count / RATE / beat) + 1):
        kick, snare, hat = (bool(row[number % 16]) for row in pattern)
        if kick:
            size = round(0.25 * RATE)
            pitch = 50.0 + 120.0 * np.exp(-seconds(size) * 30)
            place(whole, np.sin(2 * np.pi * np.cumsum(pitch) / RATE) * burst(size, 0.002, 0.3), number * beat, 1.5)
        if snare:
            size = round(0.2 * RATE)
            place(whole, (hiss(rng, size) * 0.5 + tone(size, 190.0, rng)) * burst(size, 0.001, 0.2), number * beat)
        if hat:
            size = round(0.08 * RATE)
            place(whole, band(hiss(rng, size), 5000.0, 7900.0) * burst(size, 0.001, float(rng.uniform(0.03, 0.1))), number * beat, 0.6)
    return whole


def band_plays(rng: Generator, count: int) -> Wave:
    """Drums, chords and a tune together."""
    mixed = unit(drums(rng, count)) * rng.uniform(0.3, 1.0) + unit(chords(rng, count)) * rng.uniform(0.3, 1.0)
    return mixed + unit(melody(rng, count)) * rng.uniform(0.3, 1.0)


def strings(rng: Generator, count: int) -> Wave:
    """Many bows or a pad: thick slow chords that swell."""
    whole, scale, key = np.zeros(count), _scale(rng), float(rng.uniform(45, 57))
    for step in (0, 4, 7, 9):
        for _ in range(4):
            hertz = _hertz(key, scale, step) * float(rng.normal(1.0, 0.004))
            whole += tone(count, hertz, rng, tuple(1.0 / (one + 1) for one in range(10))) * slow(rng, count, 0.7)
    return whole


def _scale(rng: Generator) -> tuple[int, ...]:
    return (_MAJOR, _MINOR, _FIVE)[int(rng.integers(0, 3))]


def _hertz(key: float, scale: tuple[int, ...], step: int) -> float:
    octave, place_in = divmod(step, len(scale))
    return float(440.0 * 2.0 ** ((key + 12 * octave + scale[place_in] - 69) / 12.0))


def _timbre(rng: Generator) -> tuple[float, ...]:
    return tuple(float(one) for one in rng.uniform(0.1, 1.0, 9) / np.arange(1, 10) ** rng.uniform(0.5, 2.0))


def _held(size: int) -> Wave:
    return np.minimum(1.0, np.minimum(np.arange(size), np.arange(size)[::-1]) / (0.04 * RATE))


def _sung(rng: Generator, size: int, hertz: float, partials: tuple[float, ...], vibrato: float) -> Wave:
    wobble = 1.0 + vibrato * np.sin(2 * np.pi * float(rng.uniform(4.5, 6.5)) * seconds(size)) * np.minimum(1.0, seconds(size) / 0.3)
    phase = 2 * np.pi * np.cumsum(hertz * wobble) / RATE
    heard = [strength * np.sin((number + 1) * phase) for number, strength in enumerate(partials) if hertz * (number + 1) < 0.45 * RATE]
    return np.sum(heard, axis=0) if heard else np.zeros(size)
