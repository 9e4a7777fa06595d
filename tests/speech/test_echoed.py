import numpy as np
import pytest

from speech.audio import RATE, Clip, silence, to_int16
from speech.echo import Echo
from speech.echoed import look, same_words, why_echo
from speech.reference import ClipReference

SAID = "I found three files. Shall I go on? Say yes to go on."


def looked(person, *, over="", leak=0.3, voice=1.0):
    """A second look at what is heard of a played sentence, and of a person who speaks over it."""
    played = Clip(np.concatenate([silence(0.4), person.says(SAID).samples]))
    near = np.concatenate([np.zeros(700, np.float32), leak * played.floats])[: len(played.samples)]
    near += np.random.default_rng(1).normal(0, 3e-4, len(near)).astype(np.float32)
    if over:
        said = voice * person.says(over).floats
        near[RATE : RATE + len(said)] += said
    echo = Echo(ClipReference(played))
    for chunk in Clip(to_int16(near)).chunks():
        echo.clean(chunk)
    span = echo.span(0.9, 3.4)
    assert span is not None
    return look(span)


@pytest.mark.parametrize("leak", [1.0, 0.1, 0.01])
def test_what_plays_is_an_echo_at_any_loudness(person, leak):
    seen = looked(person, leak=leak)
    assert seen.explained > 0.5
    assert seen.likeness > 0.6
    assert seen.overlap > 0.7
    assert why_echo("I found three files", seen, SAID)
    assert why_echo("", seen)


def test_a_person_who_speaks_over_it_is_none(person, whisper):
    seen = looked(person, over="open the calculator", voice=0.3)
    assert seen.speech_s > 0.5
    assert seen.overlap > 0.7
    assert why_echo("Open the calculator", seen, SAID) == ""


@pytest.mark.parametrize("said", ["open the calculator", "stop", "no", "please go on with the second one"])
def test_headphones_are_no_echo_and_no_overlap(person, said):
    seen = looked(person, over=said, leak=0.0)
    assert seen.overlap == 0.0
    assert seen.explained < 0.3
    assert why_echo("Say yes to go on", seen, SAID) == ""


def test_the_same_words_are_those_of_what_was_played():
    assert same_words("Shall I go on", SAID)
    assert not same_words("Open the calculator", SAID)
    assert not same_words("", SAID)
    assert not same_words("Shall I go on", "")


def test_stop_is_an_echo_only_of_a_sentence_that_is_one():
    assert not same_words("Stop", "Say stop to end it.")
    assert same_words("Stop", "All right. Stop.")
