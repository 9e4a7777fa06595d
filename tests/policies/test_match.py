import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.scene import Scene
from policies.cases import Staged
from policies.load import BUILT_IN, load_set
from policies.match import Doubt, Matcher, NotUnderstood, Understood, Unresolved
from policies.spoken import normal
from policies.staging import HOME, stage

CALCULATOR = stage(Staged(apps=("Galculator", "Mousepad"), windows=("Galculator",), controls=("7", "+", "=", "C")))
MATCHER = Matcher(load_set([BUILT_IN]))
DESK = stage(Staged(("Galculator", "Mousepad"), ("a - Mousepad",), ("Save", "Send"), ("Documents/", "budget.txt", "a to b.txt", "a.txt", "b.txt")))


def understood(said: str, scene: Scene = DESK):
    reading = MATCHER.match(said, scene)
    assert isinstance(reading, Understood), reading
    return reading


def test_the_first_sentences():
    assert understood("Open the calculator.").intent.slots["app"].value == "galculator"
    assert understood("delete budget for good").intent.name == "files.delete"
    assert understood("never mind").answer == "stop"
    assert understood("What can I say?").answer == "help"
    assert understood("Open the calculator.").intent.said == "Open the calculator."


def test_a_calculator_gets_sums_and_others_words():
    assert understood("type twelve times eight", CALCULATOR).intent.slots["text"].value == "12*8"
    assert understood("type twelve times eight").intent.slots["text"].value == "twelve times eight"
    assert understood("type hello", CALCULATOR).intent.slots["text"].value == "hello"


def test_a_key_wins_over_a_control_of_its_name():
    assert understood("press seven", CALCULATOR).intent.name == "screen.press"
    assert understood("press the 7 button", CALCULATOR).intent.name == "screen.click"
    assert understood("click equals", CALCULATOR).intent.slots["control"].shown == "="


def test_wildcards_do_not_swallow():
    """FIELD: "send anna 200 euros to bob 30 euros" must not become one name."""
    reading = MATCHER.match("delete budget and anna and bob for good", DESK)
    assert not isinstance(reading, Understood)
    assert isinstance(MATCHER.match("open the calculator and delete budget for good", DESK), Unresolved)
    assert isinstance(MATCHER.match("Open the calculator, and type five.", DESK), Unresolved)


def test_two_readings_are_asked_about():
    reading = MATCHER.match("rename a to b to c", DESK)
    assert isinstance(reading, Doubt)
    assert "rename" in reading.say


def test_near_is_never_taken():
    for said in ("delete budged for good", "trash budged", "open galcolator", "click sav"):
        assert isinstance(MATCHER.match(said, DESK), Doubt), said


def test_the_edges_are_polite_but_typed_text_is_whole():
    assert understood("um, could you please open mousepad for me, thanks").intent.slots["app"].value == "mousepad"
    assert understood("please type thank you please.").intent.slots["text"].value == "thank you please"
    assert understood("rename budget to summary please").intent.slots["name"].value == "summary.txt"


def test_nothing_is_understood_of_nothing():
    for said in ("", "   ", "...", "please", "okay"):
        assert isinstance(MATCHER.match(said, DESK), NotUnderstood), said
    assert MATCHER.match("", DESK) == NotUnderstood("I heard nothing.")
    assert "For example" in MATCHER.match("open", DESK).say


WORDS = (
    "delete", "trash", "budget", "a", "b", "to", "for", "good", "permanently", "the", "my", "in", "documents", "rename", "and", "open", "calculator",
    "please",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_no_word_is_swallowed(words: list[str]):
    """Whatever is understood accounts for every word: in the template, in a bound name, or as courtesy at the edge."""
    said = " ".join(words)
    reading = MATCHER.match(said, DESK)
    if not isinstance(reading, Understood):
        return
    assert MATCHER.match(f"{said} xylophone", DESK) != reading
    for slot in reading.intent.slots.values():
        if slot.value.startswith(f"{HOME}/"):
            stem = normal(slot.shown.removesuffix(".txt"))
            assert stem in normal(said) or normal(slot.shown) in normal(said)


@given(st.text(max_size=60))
def test_any_text_gets_some_reading(said: str):
    assert MATCHER.match(said, DESK)


def test_long_sentences_are_dictation_or_nothing():
    letter = "type " + "hello to you in " * 200 + "end"
    assert understood(letter).intent.slots["text"].value == letter.removeprefix("type ")
    start = time.perf_counter()
    assert isinstance(MATCHER.match("rename " + "a to " * 400 + "b", DESK), NotUnderstood)
    assert isinstance(MATCHER.match("delete " + "b for good " * 400, DESK), NotUnderstood)
    assert time.perf_counter() - start < 1.0


def test_it_is_quick():
    many = stage(Staged(("Galculator",), ("A",), tuple(f"Control {n}" for n in range(150)), tuple(f"Documents/file {n}.txt" for n in range(800))))
    said = ("open the calculator", "click control 7", "delete file 33 for good", "trash file 33 in documents", "type hello there", "trash fyle 33")
    for text in said:
        MATCHER.match(text, many)
    times = []
    for text in said * 10:
        start = time.perf_counter()
        MATCHER.match(text, many)
        times.append(time.perf_counter() - start)
    assert sorted(times)[len(times) // 2] < 0.010


@pytest.mark.parametrize("said", ["open the calculator", "switch to mousepad"])
def test_alternatives_of_the_recogniser_do_not_change_the_matcher(said: str):
    assert MATCHER.match(said, DESK) == MATCHER.match(said, DESK)
