import numpy as np
import pytest

from speech import wavfile
from speech.audio import RATE, to_int16
from speech.digitnet import OTHER
from speech.learning.digits import by_digit, nothing, people, voices

TONES = {digit: [(0.3 * np.sin(2 * np.pi * (200 + 60 * digit) * np.arange(RATE // 3) / RATE)).astype(np.float32)] for digit in range(10)}
OTHERS = [np.random.default_rng(1).normal(0, 0.1, RATE).astype(np.float32)]


class Tone:
    """A voice that says any text as a tone as long as the text."""

    label = "tone"

    def say(self, text: str) -> np.ndarray:
        return to_int16(np.sin(np.arange(1000 * len(text)) / 9).astype(np.float32) * 0.3)


def test_recordings_go_by_their_digit(tmp_path):
    for name in ("7_anna_0", "7_anna_1", "0_anna_0"):
        wavfile.write(tmp_path / f"{name}.wav", to_int16(TONES[7][0]))
    found = by_digit(sorted(tmp_path.glob("*.wav")))
    assert [len(found[digit]) for digit in range(10)] == [1, 0, 0, 0, 0, 0, 0, 2, 0, 0]


def test_rows_of_people_have_a_label_a_digit_and_differ():
    lessons = list(people(TONES, OTHERS, 60, np.random.default_rng(2)))
    assert len(lessons) == 60
    assert all(1 <= len(one.labels) <= 7 and np.abs(one.sound).max() > 100 for one in lessons)
    assert any(one.labels[0] == OTHER for one in lessons)
    assert {label for one in lessons for label in one.labels} == set(range(1, 12))
    assert len({len(one.sound) for one in lessons}) > 50


@pytest.mark.parametrize("seed", [1, 2])
def test_voices_say_digits_and_other_words(seed):
    lessons = list(voices({"tone": lambda random: Tone()}, 60, seed))
    assert (OTHER,) in {one.labels for one in lessons}
    assert any(one.labels[0] == OTHER and len(one.labels) > 1 for one in lessons)
    again = list(voices({"tone": lambda random: Tone()}, 60, seed))
    assert all(np.array_equal(a.sound, b.sound) and a.labels == b.labels for a, b in zip(lessons, again, strict=True))


def test_nothing_is_noise_or_other_words():
    assert [one.labels for one in nothing(OTHERS, 4, np.random.default_rng(3))] == [(OTHER,), (), (OTHER,), ()]
    assert {one.labels for one in nothing([], 3, np.random.default_rng(3))} == {()}
