import math

import pytest

from speech.attending import FOLLOW_S, LONGEST_HOLD_S, SPOTTED_S, Attending, strip_wake


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Computer, open the calculator.", "open the calculator."),
        ("computer open the calculator", "open the calculator"),
        ("Hey computer! What can I say?", "What can I say?"),
        ("Computer. Computer, stop.", "stop."),
        ("Computer, type “hello”", "type “hello”"),
        ("Computer.", ""),
        ("Okay, computer …", ""),
        ("Computers are slow.", "Computers are slow."),
        ("Computer's fan", "Computer's fan"),
        ("Open the computer folder.", "Open the computer folder."),
        ("", ""),
    ],
)
def test_the_wake_word_is_taken_off_the_front_only(text: str, left: str) -> None:
    assert strip_wake(text) == left


def test_by_default_everything_is_heeded_and_nothing_closes() -> None:
    attending = Attending()
    assert attending.heeds(1.0, 2.0)
    assert attending.until(5.0) == math.inf


def test_a_mode_that_there_is_not_is_named() -> None:
    with pytest.raises(ValueError, match="'sometimes' is none of always, wake word, key"):
        Attending("sometimes")


def test_waiting_for_the_wake_word_only_what_has_it_or_follows_it_is_heeded() -> None:
    attending = Attending("wake word", 8.0)
    assert attending.until(1.0) == 0.0
    assert not attending.heeds(1.0, 3.0)
    attending.spotted(10.0)
    assert attending.until(10.0) == 18.0
    assert attending.heeds(9.4, 12.0)
    assert attending.heeds(9.4, 10.0 - SPOTTED_S / 2)
    assert attending.heeds(17.9, 40.0)
    assert not attending.heeds(18.1, 19.0)
    assert not attending.heeds(3.0, 9.0)
    assert attending.until(18.1) == 0.0


def test_whoever_has_begun_to_speak_in_the_window_may_end_after_it() -> None:
    attending = Attending("wake word", 8.0)
    attending.spotted(10.0)
    attending.speech(True, 17.0)
    assert attending.until(30.0) == math.inf
    attending.speech(False, 30.0)
    assert attending.until(30.0) == 0.0
    attending.speech(True, 31.0)
    assert attending.until(32.0) == 0.0


def test_after_a_sentence_that_was_taken_and_after_its_answer_the_next_needs_no_wake_word() -> None:
    attending = Attending("wake word", 8.0)
    attending.spotted(10.0)
    attending.took(12.0)
    assert attending.until(18.5) == 0.0
    attending.playing(True, 30.0)
    assert attending.heeds(31.0, 32.0)
    assert attending.until(100.0) == math.inf
    attending.playing(False, 33.0)
    assert attending.until(33.0) == 33.0 + FOLLOW_S
    attending.playing(True, 35.0)  # a second sentence of the same answer
    attending.playing(False, 36.0)
    assert attending.heeds(36.0 + FOLLOW_S, 50.0)
    assert not attending.heeds(36.1 + FOLLOW_S, 50.0)


def test_what_sayso_says_of_its_own_accord_opens_nothing() -> None:
    attending = Attending("wake word", 8.0)
    attending.playing(True, 5.0)
    attending.playing(False, 6.0)
    assert attending.until(6.0) == 0.0
    attending.took(10.0)
    attending.playing(True, 11.0)
    attending.playing(False, 12.0)
    attending.playing(True, 60.0)
    assert attending.until(60.0) == 0.0
    attending.playing(False, 61.0)
    assert not attending.heeds(62.0, 63.0)


def test_a_short_window_makes_the_follow_up_short_too() -> None:
    attending = Attending("wake word", 2.0)
    attending.took(10.0)
    assert attending.until(11.0) == 12.0


@pytest.mark.parametrize("when", ["wake word", "key"])
def test_while_the_key_is_held_everything_is_heeded(when: str) -> None:
    attending = Attending(when)
    attending.hold(True, 10.0)
    attending.hold(True, 10.5)  # a repeat changes nothing
    assert attending.until(11.0) == 10.0 + LONGEST_HOLD_S
    attending.hold(False, 13.0)
    assert attending.until(13.1) == 0.0
    assert attending.heeds(8.0, 10.0)
    assert attending.heeds(12.9, 15.0)
    assert attending.heeds(8.0, 20.0)
    assert not attending.heeds(13.1, 15.0)
    assert not attending.heeds(5.0, 9.9)


def test_a_key_whose_release_got_lost_is_let_go_by_itself() -> None:
    attending = Attending("key")
    attending.hold(True, 10.0)
    assert not attending.heeds(10.1 + LONGEST_HOLD_S, 80.0)
    attending.hold(False, 200.0)
    assert not attending.heeds(150.0, 151.0)
    attending.hold(True, 300.0)
    assert attending.heeds(301.0, 302.0)


@pytest.mark.parametrize("when", ["wake word", "key"])
def test_an_answer_needs_neither_wake_word_nor_key(when: str) -> None:
    attending = Attending(when)
    attending.ask(True, 10.0)
    attending.ask(True, 12.0)  # asked again
    assert attending.until(11.0) == math.inf
    assert attending.heeds(11.0, 12.0)
    assert attending.heeds(9.0, 10.5)
    attending.ask(False, 20.0)
    assert not attending.heeds(20.1, 21.0)
    assert attending.heeds(19.0, 21.0)


def test_the_wake_word_means_nothing_where_the_key_is_waited_for() -> None:
    attending = Attending("key")
    attending.spotted(10.0)
    attending.took(10.0)
    assert not attending.heeds(9.5, 11.0)
    attending.attend("wake word", 8.0)
    assert not attending.heeds(9.5, 11.0)
    attending.spotted(12.0)
    assert attending.heeds(12.5, 13.0)
