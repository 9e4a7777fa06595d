import numpy as np
import pytest

from agent.challenge import plain
from speech.answering import Answer, split
from speech.audio import RATE, Clip
from speech.expectation import Expectation
from speech.hear import utterances
from speech.whisper import Whisper

ASKED = Expectation(digits=True, asked="challenge")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Confirm 4719", Answer("Confirm", "4719", False)),
        ("confirm four-seven, one", Answer("confirm", "471", False)),
        ("4, 7, 1", Answer("", "471", False)),
        ("four seven one nine, confirm", Answer("", "4719", True)),
        ("confirm for 7 to oh", Answer("confirm", "4720", False)),
        ("cancel", Answer("cancel", "", False)),
        ("", Answer("", "", False)),
    ],
)
def test_an_answer_is_words_then_digits(text, answer):
    assert split(text) == answer


@pytest.mark.parametrize("text", ["confirm four seven one nine", "confirm three eight two six", "confirm zero five nine one"])
def test_a_confirmation_is_heard_with_its_digits(whisper, person, text):
    ((_, part),) = utterances(person.says(text))
    found = whisper.recognise(part, ASKED)

    assert split(found.text).digits == split(text).digits
    assert found.second_text is not None
    assert "confirm" in found.second_text.lower()


@pytest.mark.parametrize("text", ["no", "cancel", "stop", "never mind", "open the calculator", "what time is it"])
def test_other_words_stay_what_they_are_while_digits_are_asked(whisper, person, text):
    ((_, part),) = utterances(person.says(text))
    found = whisper.recognise(part, ASKED)

    assert plain(found.text) == plain(text)
    assert not any(letter.isdigit() for letter in found.text)


def test_words_after_the_digits_are_not_lost(whisper, person):
    found = whisper.recognise(person.says("four seven one nine, confirm"), ASKED)
    assert plain(found.text).endswith(("confirm", "confirmed"))


@pytest.mark.parametrize("seed", range(4))
def test_noise_does_not_become_digits(whisper: Whisper, seed):
    noise = np.random.default_rng(seed).normal(0, 300 * (1 + seed), 2 * RATE)
    found = whisper.recognise(Clip(noise.astype(np.int16)), ASKED)
    assert not split(found.text).digits or found.text == found.second_text


def test_without_a_net_the_free_reading_stands(person, tmp_path):
    ((_, part),) = utterances(person.says("confirm four seven one nine"))
    found = Whisper("base", nets=tmp_path).recognise(part, ASKED)
    assert found.text == found.second_text
    assert found.alternatives == ()
