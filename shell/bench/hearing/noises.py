"""Noise of many kinds, made from a seed: nothing in it is a word, so nothing may be recognised in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.random import Generator

from shell.bench.hearing import creatures, music, steady, strikes
from shell.bench.hearing.shapes import Wave, in_room, unit
from speech import wavfile
from speech.audio import FRAME, RATE, Clip, Samples
from speech.recordings import Half, Recordings
from speech.vad import probabilities

KINDS: Mapping[str, Callable[[Generator, int], Wave]] = {
    "dither": steady.dither,
    "hum": steady.hum,
    "fan": steady.fan,
    "white": steady.white,
    "pink": steady.pink,
    "brown": steady.brown,
    "water": steady.water,
    "wind": steady.wind,
    "cars": steady.cars,
    "vacuum": steady.vacuum,
    "rain": steady.rain,
    "keyboard": strikes.keyboard,
    "mouse": strikes.mouse,
    "knocks": strikes.knocks,
    "dishes": strikes.dishes,
    "breaths": strikes.breaths,
    "squeaks": strikes.squeaks,
    "beeps": strikes.beeps,
    "rustle": strikes.rustle,
    "chords": music.chords,
    "melody": music.melody,
    "drums": music.drums,
    "band": music.band_plays,
    "strings": music.strings,
    "humming": creatures.humming,
    "singing": creatures.singing,
    "laughter": creatures.laughter,
    "baby": creatures.baby,
    "dogs": creatures.dogs,
    "birds": creatures.birds,
}
"""Each kind makes so many samples in any scale from a generator."""
_LENGTHS_S = (3.0, 10.0)
_LOUDEST_DB, _QUIETEST_DB = -14.0, -50.0
"""Of the root mean square, below full scale."""
_CLIPPED, _ROOM, _MIXED = 0.08, 0.4, 0.2
"""Shares of the pieces that are clipped, heard in a room, and mixed of two kinds."""
_ROOM_S = 0.4
"""A shorter pause in a recording is left out, seconds."""


def minutes(seed: int, how_many: float, recorded: Sequence[Samples] = ()) -> Iterator[tuple[str, Samples]]:
    """So many minutes of noise in pieces of a few seconds, each with its kind; `recorded` room noise makes up a sixteenth of them.

    The same seed gives the same noise; every kind comes once before one comes again. Each piece goes over into silence at both ends.
    """
    rng, left = np.random.default_rng(seed), round(how_many * 60 * RATE)
    while left > 0:
        kinds = [*KINDS, *(["recorded", "recorded"] if recorded else [])]
        for kind in rng.permutation(kinds):
            if left <= 0:
                return
            count = min(left, round(rng.uniform(*_LENGTHS_S) * RATE))
            piece = _looped(rng, recorded, count) if kind == "recorded" else KINDS[str(kind)](rng, count)
            yield str(kind), _heard(rng, str(kind), piece)
            left -= count


def mix(speech: Samples, noise: Samples, snr_db: float) -> Samples:
    """Speech in noise, the noise repeated or cut to its length; snr_db is the ratio of their powers where there is sound. Clips what is too loud."""
    voice = speech.astype(np.float64)
    around = np.resize(noise, len(speech)).astype(np.float64)
    loud = np.square(voice)
    power = float(loud[loud > 0.01 * loud.max()].mean()) if loud.any() else 1.0
    gain = np.sqrt(power / max(float(np.mean(np.square(around))), 1e-9)) / 10.0 ** (snr_db / 20.0)
    return _to_samples(voice + gain * around)


def rooms(recordings: Recordings, half: Half) -> list[Samples]:
    """What is heard in recordings of people while nobody speaks: their rooms, and whole recordings of noise."""
    found = [wavfile.read(path).samples for path in recordings.clips("words", half) if path.name.startswith("noise")]
    for path in recordings.clips("wake/computer", half):
        found.extend(_pauses(wavfile.read(path)))
    return found


def _pauses(clip: Clip) -> Iterator[Samples]:
    near = np.convolve(np.array([0.0, *probabilities(clip), 0.0]) > 0.05, np.ones(9), "same") > 0.5
    quiet = np.flatnonzero(~near[1:-1])
    for run in np.split(quiet, np.flatnonzero(np.diff(quiet) > 1) + 1):
        piece = clip.samples[run[0] * FRAME : (run[-1] + 1) * FRAME] if len(run) else clip.samples[:0]
        if len(piece) >= _ROOM_S * RATE and np.std(piece) > 2.0:
            yield piece


def _looped(rng: Generator, recorded: Sequence[Samples], count: int) -> Wave:
    """One recording there and back again, so that its ends are no clicks."""
    one = recorded[int(rng.integers(0, len(recorded)))].astype(np.float64)
    return np.resize(np.concatenate([one, one[::-1]]), count)


def _heard(rng: Generator, kind: str, piece: Wave) -> Samples:
    """A piece as a microphone hears it: maybe in a room, maybe with another noise, at some loudness, maybe clipped."""
    if kind == "dither":
        return _to_samples(piece * rng.integers(0, 3))
    if rng.random() < _MIXED:
        other = list(KINDS)[int(rng.integers(1, len(KINDS)))]
        piece = unit(piece) + rng.uniform(0.1, 1.0) * unit(KINDS[other](rng, len(piece)))
    if rng.random() < _ROOM:
        piece = in_room(rng, piece, float(rng.uniform(0.15, 1.2)), float(rng.uniform(0.2, 0.8)))
    loudness = rng.uniform(_QUIETEST_DB, _LOUDEST_DB) if rng.random() > _CLIPPED else rng.uniform(-8.0, 0.0)
    fade = np.minimum(1.0, np.minimum(np.arange(len(piece)), np.arange(len(piece))[::-1]) / (0.03 * RATE))
    return _to_samples(unit(piece - piece.mean()) * fade * 32768.0 * 10.0 ** (loudness / 20.0))


def _to_samples(wave: Wave) -> Samples:
    return np.clip(np.rint(wave), -32768, 32767).astype(np.int16)
