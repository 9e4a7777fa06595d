import pytest

from speech.playback import Playback


def test_overlap_is_a_fraction_of_the_utterance():
    playback = Playback()
    playback.begin("Opening the calculator.", 10.0)
    assert playback.sounding
    playback.end(12.0)
    assert not playback.sounding
    assert playback.overlap(9.0, 11.0) == pytest.approx(0.5)
    assert playback.overlap(10.5, 11.5) == 1.0
    assert playback.overlap(12.5, 13.0) == 0.0
    assert Playback().overlap(0, 1) == 0.0


def test_what_sounds_now_counts_until_it_ends():
    playback = Playback()
    playback.begin("A long text.", 1.0)
    assert playback.overlap(5.0, 6.0) == 1.0


def test_an_echo_is_our_own_voice_and_a_person_is_not():
    playback = Playback()
    playback.begin("I will delete budget.txt for good. Say yes to go on.", 10.0)
    playback.end(14.0)
    assert playback.is_own_voice("Delete budget txt for good", 10.2, 12.0)
    assert not playback.is_own_voice("Open the calculator", 10.2, 12.0)
    assert not playback.is_own_voice("Delete budget txt for good", 15.0, 16.0)


def test_stop_is_heard_even_while_we_speak_of_stopping():
    playback = Playback()
    playback.begin("Say stop to end it.", 10.0)
    assert not playback.is_own_voice("Stop", 10.5, 11.0)
    playback.begin("All right. Stop.", 12.0)
    assert playback.is_own_voice("Stop", 12.5, 13.0)
