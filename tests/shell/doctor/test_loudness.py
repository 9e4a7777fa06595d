import numpy as np
import pytest

from shell.doctor.loudness import level, likeness
from shell.doctor.rehearsal import SILENCE_DB
from speech.audio import RATE, Samples, to_int16


def _noise(seconds: float, seed: int, loud: float = 0.1) -> Samples:
    return to_int16((np.random.default_rng(seed).standard_normal(round(seconds * RATE)) * loud).astype(np.float32))


def test_a_full_sine_is_three_decibels_below_full_scale() -> None:
    sine = to_int16(np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE).astype(np.float32))
    assert level(sine) == pytest.approx(-3.01, abs=0.1)
    assert level(sine // 10) == pytest.approx(-23.0, abs=0.2)


def test_the_loud_part_counts_and_silence_is_told() -> None:
    half = np.concatenate([np.zeros(RATE, np.int16), _noise(1, 1)])
    assert level(half) == pytest.approx(-20, abs=1)
    assert level(half, 0.3) < -100
    assert level(np.zeros(RATE, np.int16)) == SILENCE_DB == level(np.zeros(3, np.int16))


def test_an_echo_is_found_in_noise_and_another_sound_is_not() -> None:
    played, room = _noise(1.0, 1), _noise(2.0, 2)
    echo = room.copy()
    echo[5000 : 5000 + len(played)] += played // 2
    assert likeness(np.concatenate([np.zeros(800, np.int16), played, np.zeros(800, np.int16)]), played) > 0.98
    assert 0.2 < likeness(echo, played) < 0.8
    assert likeness(room, played) < 0.1
    assert likeness(played[:100], played) == 0.0 == likeness(np.zeros(RATE * 2, np.int16), played)
