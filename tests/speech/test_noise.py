import pytest

from speech.noise import why_noise
from speech.utterance import Evidence


@pytest.mark.parametrize(
    ("evidence", "says"),
    [
        (Evidence(vad=0.97, logprob=-0.2, no_speech=0.02), ""),
        (Evidence(vad=0.95, logprob=-0.73, no_speech=0.31), ""),
        (Evidence(vad=0.3, logprob=-0.2, no_speech=0.02), "not speech"),
        (Evidence(vad=0.9, logprob=-1.5, no_speech=0.1), "not understood"),
        (Evidence(vad=0.9, logprob=-0.9, no_speech=0.5), "probably nothing said"),
        (Evidence(vad=0.9, logprob=-0.2, no_speech=0.8), "probably nothing said"),
        (Evidence(), ""),
    ],
)
def test_evidence_decides(evidence, says):
    assert why_noise("okay", evidence) == says


def test_no_words_are_noise():
    assert why_noise("", Evidence(vad=0.99, logprob=-0.1, no_speech=0.0)) == "no words"
