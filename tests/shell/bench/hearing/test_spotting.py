import numpy as np
import pytest

from shell.bench.hearing import spotting
from speech.audio import RATE, silence
from speech.recordings import NoRecordings, find
from speech.wavfile import read


def test_the_wake_word_of_a_person_is_spotted():
    try:
        clips = find().clips("wake/computer", "tuning")[:6]
    except NoRecordings:
        pytest.skip("no recordings of people here: set SAYSO_TEST_DATA to the folder that has them")

    found = [spotting.spots(np.concatenate([silence(0.5), read(path).samples, silence(0.5)])) for path in clips]

    assert sum(any(spot.word == "computer" for spot in one) for one in found) >= 4
    assert all(spot.at_sample > RATE // 2 for one in found for spot in one)


def test_nothing_is_spotted_in_what_is_taken_out_entirely():
    noise = np.random.default_rng(5).normal(0, 0.05, 4 * RATE).astype(np.float32)

    assert spotting.cleaned(noise, noise) == []
