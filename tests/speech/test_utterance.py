from dataclasses import fields

from speech.utterance import Evidence, Utterance


def test_unknown_evidence_is_none():
    assert [getattr(Evidence(), field.name) for field in fields(Evidence)] == [None] * 7


def test_an_utterance_without_a_speaker_says_so():
    assert Utterance("open the calculator").speaker is None
