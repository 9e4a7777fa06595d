import numpy as np
import pytest

from shell.bench.hearing.leaks import Leak, another_voice, any_leak, floor, loudness, through
from speech.audio import RATE, Clip, to_int16


@pytest.fixture
def chance():
    return np.random.default_rng(1)


def sound(chance):
    return (0.1 * chance.normal(0, 1, RATE)).astype(np.float32)


def test_a_leak_is_as_loud_and_as_late_as_it_says(chance):
    played = sound(chance)
    heard = through(played, Leak(50, 40, 0.0, -20.0), chance)
    assert len(heard) == len(played)
    assert not heard[: round(0.039 * RATE)].any() or np.abs(heard[: round(0.039 * RATE)]).max() < 1e-6
    assert 20 * np.log10(loudness(heard[RATE // 2 :]) / loudness(played)) == pytest.approx(-20, abs=2)


def test_a_loudspeaker_that_clips_bends_the_loud_parts(chance):
    played = sound(chance)
    plain, bent = (through(played, Leak(50, 20, bend, 0.0), np.random.default_rng(2)) for bend in (0.0, 1.5))
    scale = float(plain @ bent / (plain @ plain))
    assert ((bent - scale * plain) ** 2).sum() > 1e-3 * (bent**2).sum()


def test_rooms_differ_and_the_same_seed_gives_the_same():
    leaks = [any_leak(np.random.default_rng(seed), -10.0) for seed in (1, 1, 2)]
    assert leaks[0] == leaks[1] != leaks[2]
    assert 50 <= leaks[0].decay_ms <= 300
    assert leaks[0].gain_db == -10.0


def test_the_floor_is_quiet(chance):
    assert 20 * np.log10(floor(RATE, chance).std()) == pytest.approx(-66, abs=1)


def test_another_voice_is_shorter_when_it_is_higher(chance):
    clip = Clip(to_int16(sound(chance)))
    assert another_voice(clip, 1.25).duration == pytest.approx(0.8 + 0.1, abs=0.01)
    assert another_voice(clip, 0.8).duration == pytest.approx(1.25 + 0.1, abs=0.01)
