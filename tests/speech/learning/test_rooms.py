import numpy as np

from speech.audio import RATE
from speech.learning.rooms import at_rms, cancelled, in_room, noise, response, rms, stretched


def tone(hertz: float = 500.0, seconds: float = 0.5) -> np.ndarray:
    return (0.2 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


def loudest(sound: np.ndarray) -> float:
    return float(np.abs(np.fft.rfft(sound)).argmax() * RATE / len(sound))


def test_a_stretched_sound_is_shorter_and_higher():
    faster = stretched(tone(), 1.25)

    assert abs(len(faster) - len(tone()) / 1.25) <= 1
    assert abs(loudest(faster) - 625) < 5


def test_a_room_only_makes_it_longer_and_begins_at_once():
    click = np.zeros(RATE // 4, np.float32)
    click[1000] = 0.5

    heard = in_room(click, np.random.default_rng(2), tail_s=0.35)

    assert len(heard) == len(click) + round(0.35 * RATE)
    assert np.abs(heard[:800]).max() < 0.05 < np.abs(heard[995:1010]).max()


def test_loudness_is_set_and_noise_has_loudness_one():
    assert np.isclose(rms(at_rms(tone(), 0.05)), 0.05, rtol=1e-3)
    for seed in range(8):
        assert np.isclose(rms(noise(RATE, np.random.default_rng(seed))), 1.0, rtol=1e-3)


def test_a_canceller_leaves_less():
    left = [rms(cancelled(tone(), np.random.default_rng(seed))) / rms(tone()) for seed in range(40)]

    assert np.median(left) < 0.6


def test_the_same_chance_gives_the_same_response():
    np.testing.assert_array_equal(response(1024, np.random.default_rng(5)), response(1024, np.random.default_rng(5)))
