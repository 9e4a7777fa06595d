"""What the microphone hears of a loudspeaker: made rooms, delays, loudness and distortion, from a seed."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from speech.audio import RATE, Clip, Floats, resample, silence, to_int16

_FLOOR_DB = -66.0
"""The microphone's own noise, below full scale."""
_DIRECT = 2.0
_TO_60_DB = 6.9
_HEARD = 1e-3


@dataclass(frozen=True, slots=True)
class Leak:
    """One way from the loudspeaker to the microphone."""

    decay_ms: float
    """Reverberation down to -60 dB."""
    delay_ms: float
    """From the monitor to the first sound."""
    bend: float
    """How far the loudspeaker is driven into clipping, 0 is not at all."""
    gain_db: float
    """Loudness in the microphone beside what is played."""


def any_leak(chance: Generator, gain_db: float) -> Leak:
    """Some room: 50-300 ms of reverberation, 20-120 ms of delay, every other loudspeaker clips mildly."""
    return Leak(chance.uniform(50, 300), chance.uniform(20, 120), chance.choice([0.0, chance.uniform(0.3, 1.0)]), gain_db)


def through(played: Floats, leak: Leak, chance: Generator) -> Floats:
    """What arrives of it in the microphone."""
    count = round(RATE * leak.decay_ms * 1.2 / 1000)
    times = np.arange(count) / RATE
    room = 0.25 * chance.normal(0, 1, count) * np.exp(-_TO_60_DB * times / (leak.decay_ms / 1000))
    room[0] = _DIRECT
    way = np.concatenate([np.zeros(round(RATE * leak.delay_ms / 1000)), room / np.linalg.norm(room)])
    loud = np.abs(played).max(initial=1e-6)
    bent = np.tanh(leak.bend * played / loud) / np.tanh(leak.bend) * loud if leak.bend else played
    size = 1 << (len(played) + len(way)).bit_length()
    heard = np.fft.irfft(np.fft.rfft(bent, size) * np.fft.rfft(way, size), size)[: len(played)]
    return (heard * 10 ** (leak.gain_db / 20)).astype(np.float32)


def floor(count: int, chance: Generator) -> Floats:
    """The noise of a microphone in a quiet room."""
    return chance.normal(0, 10 ** (_FLOOR_DB / 20), count).astype(np.float32)


def loudness(sound: Floats) -> float:
    """Root mean square of what can be heard of it."""
    heard = sound[np.abs(sound) > _HEARD]
    return float(np.sqrt((heard**2).mean())) if len(heard) else 0.0


def another_voice(said: Clip, by: float) -> Clip:
    """The same words in a voice that is higher (by > 1) or lower, and faster or slower with it."""
    return Clip(np.concatenate([to_int16(resample(said.floats, round(RATE * by))), silence(0.1)]))
