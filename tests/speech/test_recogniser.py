from speech.audio import Clip, silence
from speech.expectation import Expectation
from speech.recogniser import Recogniser, Recognition


def test_unknown_is_none():
    assert Recognition("stop") == Recognition("stop", (), None, None, None)


def test_whisper_is_a_recogniser(whisper):
    recogniser: Recogniser = whisper
    assert recogniser.name == "base"
    assert isinstance(recogniser.recognise(Clip(silence(0.5)), Expectation()), Recognition)
