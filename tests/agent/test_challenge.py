from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.challenge import MAX_NO_SPEECH, MIN_LOGPROB, MIN_VAD, Proof, Ruling, plain, rule
from agent.gate import ConsentKind

YES, CHALLENGE = ConsentKind.YES, ConsentKind.CHALLENGE
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def spoken(text: str, second: str | None = None) -> Proof:
    """A clear answer, heard in silence; the second decode agrees unless told otherwise."""
    return Proof(text, second_text=text if second is None else second, vad=0.9, logprob=-0.2, no_speech=0.01, overlap=0.0)


@pytest.mark.parametrize(
    ("kind", "text", "ruling"),
    [
        (YES, "Yes.", Ruling.GRANTED),
        (YES, "yes, please", Ruling.GRANTED),
        (YES, "Yes, delete it!", Ruling.GRANTED),
        (YES, "", Ruling.AGAIN),
        (YES, "okay", Ruling.AGAIN),
        (YES, "yeah sure", Ruling.AGAIN),
        (YES, "yes yes", Ruling.AGAIN),
        (YES, "yes 1", Ruling.AGAIN),
        (YES, "yesterday", Ruling.AGAIN),
        (YES, "did you say yes", Ruling.AGAIN),
        (YES, "нет, yes", Ruling.AGAIN),
        (YES, "不 yes", Ruling.AGAIN),
        (YES, "confirm 4 7 1 2", Ruling.AGAIN),
        (YES, "No.", Ruling.DENIED),
        (YES, "no, yes", Ruling.DENIED),
        (YES, "yes cancel", Ruling.DENIED),
        (YES, "yes, no wait, cancel please", Ruling.DENIED),
        (YES, "Stop!", Ruling.DENIED),
        (YES, "never mind", Ruling.DENIED),
        (YES, "don't", Ruling.DENIED),
        (YES, "don’t do it", Ruling.DENIED),
        (YES, "do not", Ruling.DENIED),
        (YES, "cancelled", Ruling.AGAIN),
        (YES, "nothing", Ruling.AGAIN),
        (CHALLENGE, "Confirm 4712.", Ruling.GRANTED),
        (CHALLENGE, "confirm four-seven one two", Ruling.GRANTED),
        (CHALLENGE, "confirm 47 12", Ruling.GRANTED),
        (CHALLENGE, "Confirmed 4712.", Ruling.GRANTED),
        (CHALLENGE, "confirmed", Ruling.AGAIN),
        (CHALLENGE, "confirmed 4713", Ruling.AGAIN),
        (CHALLENGE, "I confirmed 4712", Ruling.AGAIN),
        (CHALLENGE, "4712", Ruling.AGAIN),
        (CHALLENGE, "confirm", Ruling.AGAIN),
        (CHALLENGE, "confirm 4713", Ruling.AGAIN),
        (CHALLENGE, "confirm 471", Ruling.AGAIN),
        (CHALLENGE, "confirm 47122", Ruling.AGAIN),
        (CHALLENGE, "confirm ٤٧١٢", Ruling.AGAIN),
        (CHALLENGE, "yes", Ruling.AGAIN),
        (CHALLENGE, "okay", Ruling.AGAIN),
        (CHALLENGE, "yes confirm 4712", Ruling.AGAIN),
        (CHALLENGE, "confirm 4712 no", Ruling.AGAIN),
        (CHALLENGE, "confirm 4712 cancel", Ruling.DENIED),
        (CHALLENGE, "confirm 4712 cancel please", Ruling.DENIED),
        (CHALLENGE, "cancel", Ruling.DENIED),
    ],
)
@pytest.mark.parametrize("typed", [False, True])
def test_what_an_answer_amounts_to(kind: ConsentKind, text: str, ruling: Ruling, typed: bool) -> None:
    proof = Proof(text, typed=True) if typed else spoken(text)
    assert rule(kind, "4712", proof) is ruling


@pytest.mark.parametrize(
    "doubt",
    [
        {"vad": None},
        {"vad": MIN_VAD - 0.01},
        {"vad": float("nan")},
        {"logprob": None},
        {"logprob": MIN_LOGPROB - 0.01},
        {"logprob": float("nan")},
        {"no_speech": None},
        {"no_speech": MAX_NO_SPEECH + 0.01},
        {"overlap": None},
        {"overlap": 0.01},
        {"overlap": float("nan")},
    ],
)
@pytest.mark.parametrize(("kind", "text"), [(YES, "yes"), (CHALLENGE, "confirm 4712")])
def test_any_doubt_about_the_sound_asks_again_and_unknown_is_a_doubt(kind: ConsentKind, text: str, doubt: dict[str, float | None]) -> None:
    assert rule(kind, "4712", spoken(text)) is Ruling.GRANTED
    assert rule(kind, "4712", replace(spoken(text), **doubt)) is Ruling.AGAIN


def test_a_no_needs_no_good_sound() -> None:
    assert rule(YES, "", Proof("no")) is Ruling.DENIED
    assert rule(CHALLENGE, "4712", Proof("cancel", vad=0.1, overlap=1.0)) is Ruling.DENIED


@pytest.mark.parametrize("second", ["", "confirm 4713", "yes", "4712"])
def test_two_decodes_must_agree_on_the_digits(second: str) -> None:
    assert rule(CHALLENGE, "4712", spoken("confirm 4712", second)) is Ruling.AGAIN
    assert rule(CHALLENGE, "4712", replace(spoken("confirm 4712"), second_text=None)) is Ruling.AGAIN


@pytest.mark.parametrize("text", ["confirm", "confirm ", "confirm 0", "yes", ""])
def test_a_challenge_without_digits_can_not_be_met(text: str) -> None:
    assert rule(CHALLENGE, "", Proof(text, typed=True)) is Ruling.AGAIN


@given(st.text("0123456789", min_size=1, max_size=6), st.text("0123456789", min_size=1, max_size=6))
def test_only_the_asked_digits_grant_however_they_are_said(asked: str, said: str) -> None:
    wanted = Ruling.GRANTED if asked == said else Ruling.AGAIN
    assert rule(CHALLENGE, asked, spoken(f"confirm {said}")) is wanted
    assert rule(CHALLENGE, asked, spoken("Confirm " + " ".join(WORDS[int(digit)] for digit in said) + ".")) is wanted


@given(st.text(max_size=30))
def test_nothing_but_the_exact_words_grants(text: str) -> None:
    ruling = rule(CHALLENGE, "47120", Proof(text, typed=True))
    assert ruling is not Ruling.GRANTED or plain(text) == "confirm 4 7 1 2 0"


@pytest.mark.parametrize(
    ("text", "words"),
    [("Confirm four-seven.", "confirm 4 7"), ("Don’t!", "don t"), ("oh", "oh"), ("confirm oh oh", "confirm 0 0"), ("  YES  ", "yes"), ("ÉTÉ", "été")],
)
def test_plain(text: str, words: str) -> None:
    assert plain(text) == words
