import numpy as np
import pytest

from shell.bench.hearing.latency import SAID, end_of_speech, spoken, waited_for
from speech.audio import RATE, silence
from speech.expectation import Expectation
from speech.piper import Piper
from speech.recogniser import Recognition
from speech.unfinished import unfinished


class Quick:
    """A recogniser that needs no time."""

    name = "quick"

    def recognise(self, clip, expectation):
        return Recognition("open the calculator", logprob=-0.1, no_speech=0.01)


def test_speech_ends_with_its_last_loud_sample():
    beat = (8000 * np.sin(np.arange(RATE) / 5)).astype(np.int16)
    assert end_of_speech(np.concatenate([beat, silence(0.5)])) == pytest.approx(RATE, abs=20)
    noisy = np.concatenate([beat, silence(0.5)]) + np.random.default_rng(1).normal(0, 100, 3 * RATE // 2).astype(np.int16)
    assert end_of_speech(noisy) == pytest.approx(RATE, abs=200)


def test_a_quicker_voice_is_shorter():
    voice = Piper()
    assert len(spoken(voice, "Open the calculator.", 1.13)) < len(spoken(voice, "Open the calculator.", 0.89))


def test_no_sentence_that_is_timed_ends_in_the_middle_of_something():
    assert [text for text in SAID if unfinished(text)] == []


async def test_a_sentence_is_timed_from_its_end_to_its_text():
    waited = await waited_for(spoken(Piper(), "Open the calculator.", 1.0), Quick(), Expectation())
    assert waited.texts == 1
    assert waited.ms is not None
    assert 250 < waited.ms < 5000


async def test_silence_has_no_text():
    waited = await waited_for(silence(0.2), Quick(), Expectation())
    assert (waited.ms, waited.texts, waited.why) == (None, 0, "no speech found")
