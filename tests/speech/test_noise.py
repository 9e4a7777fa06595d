import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.noise import doubt, why_brief, why_noise
from speech.utterance import Evidence


@pytest.mark.parametrize(
    ("evidence", "says"),
    [
        (Evidence(vad=0.97, logprob=-0.2, no_speech=0.02), ""),
        (Evidence(vad=0.95, logprob=-0.73, no_speech=0.31), ""),
        (Evidence(vad=0.3, logprob=-0.2, no_speech=0.02), "not speech"),
        (Evidence(vad=0.9, logprob=-1.5, no_speech=0.1), "not understood"),
        (Evidence(vad=0.9, logprob=-0.2, no_speech=0.8), "probably nothing said"),
        (Evidence(vad=0.7, logprob=-0.9, no_speech=0.5), "more noise than words"),
        (Evidence(vad=0.6, logprob=-1.2), "more noise than words"),
        (Evidence(), ""),
    ],
)
def test_evidence_decides(evidence, says):
    assert why_noise("okay", evidence) == says


@pytest.mark.parametrize("text", ["", "Mmmmmmmmmm", "Hmm", "uh, um", "Ooooooh", "…"])
def test_what_holds_no_word_is_noise(text):
    assert why_noise(text, Evidence(vad=0.99, logprob=-0.1, no_speech=0.0)) == "no words"


@pytest.mark.parametrize("text", ["Um, open it", "Oh no", "Type m", "0000", "Call 00000", "Ehre", "Zoom", "Öffne"])
def test_what_holds_a_word_is_not(text):
    assert why_noise(text, Evidence(vad=0.99, logprob=-0.1, no_speech=0.0)) == ""


def test_a_clear_short_word_is_heard_though_the_recogniser_thought_of_silence():
    assert why_noise("Next", Evidence(vad=0.95, logprob=-0.24, no_speech=0.71)) == ""


def test_readings_that_have_nothing_in_common_make_doubt_weigh_more():
    between = Evidence(vad=0.9, logprob=-0.9, no_speech=0.3)
    assert why_noise("Text editor", between) == ""
    assert why_noise("Text editor", between, ("Open the text editor",)) == ""
    assert why_noise("Text editor", between, ("I'm sorry", "you")) == "more noise than words"
    sure = Evidence(vad=0.97, logprob=-0.4, no_speech=0.05)
    assert why_noise("Two", sure, ("To",)) == ""


@pytest.mark.parametrize(
    ("spoken_s", "vad", "says"),
    [(0.128, 0.95, ""), (0.096, 0.9, ""), (0.128, 0.7, "too short"), (0.16, 0.6, ""), (1.0, 0.3, "")],
)
def test_a_very_short_sound_must_be_surely_speech(spoken_s, vad, says):
    assert why_brief(spoken_s, vad, 0.16) == says


shares = st.one_of(st.none(), st.floats(0, 1))


@given(shares, st.one_of(st.none(), st.floats(-3, 0)), shares, st.lists(st.text(max_size=20), max_size=3), st.floats(0, 1))
def test_more_that_speaks_against_it_never_makes_it_words(vad, logprob, no_speech, alternatives, worse):
    before = Evidence(vad=vad, logprob=logprob, no_speech=no_speech)
    after = Evidence(
        vad=None if vad is None else vad * worse,
        logprob=None if logprob is None else logprob - worse,
        no_speech=None if no_speech is None else max(no_speech, worse),
    )
    assert doubt(after) >= doubt(before)
    if why_noise("okay", before, alternatives):
        assert why_noise("okay", after, alternatives)
