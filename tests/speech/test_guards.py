import pytest

from speech.guards import Reading, doubled, loops, words


def reading(text: str, seconds: float = 2.0, logprob: float = -0.2, capped: bool = False) -> Reading:
    return Reading(text, logprob, 0.01, capped, seconds)


@pytest.mark.parametrize("text", ["he was, he was, he was", "no no no", "open the door open the door open the door now"])
def test_three_times_the_same_in_a_row_is_a_loop(text):
    assert loops(text)
    assert reading(text, 9.0).broken


@pytest.mark.parametrize("text", ["two two two", "no, no", "knock knock, who is there", "", "confirm 4 4 4 4"])
def test_a_few_digits_and_a_single_repetition_are_none(text):
    assert loops(text) == (text == "confirm 4 4 4 4")  # written as figures they are words like others


@pytest.mark.parametrize(
    ("found", "suspicious"),
    [
        (reading("open the calculator"), False),
        (reading("open the calculator", logprob=-0.9), True),
        (reading("stop", 0.8, logprob=-0.9), False),
        (reading("one word after the other and more", 1.0), True),
        (reading("now and then", 0.2), False),
        (reading("go on", capped=True), True),
    ],
)
def test_what_is_suspicious(found, suspicious):
    assert found.suspicious is suspicious


def test_words_are_compared_without_case_and_signs():
    assert words("Open “Budget.txt”, please!") == ("open", "budget", "txt", "please")


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("Press Control S. Press Control S", True),
        ("copy this, copy this", True),
        ("no, no", False),
        ("four seven four seven", False),
        ("copy this", False),
        ("", False),
    ],
)
def test_a_sentence_said_twice_gets_another_look(text, twice):
    assert doubled(text) is twice
    assert reading(text, 3.0).suspicious is twice
