import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.unfinished import unfinished


@pytest.mark.parametrize(
    "text",
    [
        "Open the",
        "Rename report to",
        "Pay Anna forty euros and",
        "Move it from documents into my",
        "Set a timer for a hundred and",
        "Type three point",
        "Type twelve times",
        "Open a",
        "Send forty",
        "Pay Bob 250",
        "Pay Bob euros",
        "Pay Anna €",
        "My name is",
        "The IBAN is",
        "Say it again um",
        # letters
        "b r o w n",
        "B-R-O",
        "Call him B. R. O",
        "Spelled B",
        "It is spelt B-R",
        "spelled BRO",
        "B as in",
        "b as in bravo",
        "Name it capital b",
        "bravo romeo oscar",
        # digits
        "1 2 3 4",
        "type one two three",
        "0172 555",
        "Call 0 1 7 2",
        "Dial plus four nine",
        "Call 0172 555",
        "DE89 3704",
        "Pay to DE89 3704 0044 0532 01",
        "IBAN D E 8 9 3 7",
        "The card is 4242 4242 4242",
        "Sort code 20 00",
        "Account number 1234",
        "confirm 3",
        "Confirm, three one four",
    ],
)
def test_what_wants_another_word(text: str) -> None:
    assert unfinished(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Type twelve times eight",
        "Type 12 times 8",
        "Press five",
        "Press 5",
        "Press to",
        "Press the letter b",
        "Press control c",
        "Press control a",
        "Press plus",
        "Press the comma",
        "Open the calculator",
        "Log on to",
        "Stop",
        "No",
        "Yes",
        "Pay Anna forty euros",
        "Pay Anna €40",
        "Pay 12.50 euros to Bob",
        "Transfer $1,250 to savings",
        "Set a timer for 5 minutes",
        "What time is it",
        "Where is it",
        "Scroll down",
        "Zoom in",
        "Turn it on",
        "Type 1234",
        "Type 2,500,000",
        "Call Anna",
        "Call 911",
        "Call 555 1234",
        "Call 0172 555 1234",
        "Pay to DE89 3704 0044 0532 0130 00",
        "confirm 3 1 4 7",
        "Confirm 3147",
        "IBAN",
        "capital",
        "The card is 4242 4242 4242 4242",
        "Sort code 20 00 00",
        "Open page 12",
        "Go to page 2",
        "Chapter 3",
        "Open the hotel folder",
        "Am I",
        "Spell check this page",
        "ja",
        "Öffne den Rechner",
        "打开计算器",
    ],
)
def test_what_is_complete(text: str) -> None:
    assert not unfinished(text)


@given(st.text(max_size=80))
def test_any_text_has_an_answer(text: str) -> None:
    assert unfinished(text) in (True, False)


@given(st.lists(st.sampled_from("0123456789"), min_size=3, max_size=14))
def test_digits_said_one_by_one_go_on_however_they_are_written(digits: list[str]) -> None:
    said = " ".join(digits)
    assert unfinished(f"type {said}")
    assert unfinished(f"type {said.replace(' ', ', ')}")
    assert unfinished(f"type {said.replace(' ', '-')}")
