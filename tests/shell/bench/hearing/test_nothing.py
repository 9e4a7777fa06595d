import numpy as np

from shell.bench.hearing.nothing import library_texts, spread, verdicts
from speech.audio import RATE, resample, silence, to_int16
from speech.expectation import Expectation
from speech.piper import Piper
from speech.recogniser import Recognition
from speech.whisper import Whisper


class Sure:
    """A recogniser that hears a word in everything."""

    name = "sure"

    def recognise(self, clip, expectation):
        return Recognition("okay", logprob=-0.1, no_speech=0.01)


def said(text):
    voice = Piper()
    sound = np.concatenate(list(voice.say(text))).astype(np.float32) / 32768.0
    return np.concatenate([silence(0.3), to_int16(resample(sound, voice.rate)), silence(1.0)])


def test_a_sentence_among_the_noise_is_counted_with_its_kind():
    hiss = np.random.default_rng(1).normal(0, 500, 2 * RATE).astype(np.int16)
    found = verdicts([("hiss", hiss), ("person", said("open the calculator")), ("hiss", hiss)], Sure(), Expectation())
    assert found.texts == [("person", "okay")]
    found = verdicts([("hiss", hiss), ("person", said("open the calculator"))], Whisper("base"), Expectation(("Open the calculator",)))
    assert [text.lower() for _, text in found.texts] == ["open the calculator"]


def test_what_the_recogniser_is_unsure_of_is_counted_by_its_reason():
    class Unsure(Sure):
        def recognise(self, clip, expectation):
            return Recognition("okay", logprob=-2.0, no_speech=0.1)

    found = verdicts([("person", said("open the calculator"))], Unsure(), Expectation())
    assert found.texts == []
    assert list(found.rejected.values()) == [1]


def test_the_library_is_asked_about_pieces_from_all_over():
    pieces = [(str(number), np.zeros(1, np.int16)) for number in range(10)]
    assert [kind for kind, _ in spread(pieces, 3)] == ["0", "3", "6"]
    assert len(spread(pieces, 99)) == 10
    assert library_texts([said("open the calculator")]) == 1
