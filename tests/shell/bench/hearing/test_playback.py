import numpy as np
import pytest

from shell.bench.hearing.leaks import Leak, floor, through
from shell.bench.hearing.playback import Scene, texts
from speech.audio import RATE, resample
from speech.piper import Piper
from speech.whisper import Whisper

TEXT = "I will delete budget.txt for good. Say yes to go on."


def said(piper, text):
    sound = np.concatenate(list(piper.say(text))).astype(np.float32) / 32768.0
    return np.concatenate([np.zeros(RATE // 2, np.float32), resample(sound, piper.rate)])


@pytest.fixture(scope="module")
def piper():
    return Piper()


@pytest.fixture(scope="module")
def whisper():
    return Whisper("base")


def scene(piper, over=""):
    chance = np.random.default_rng(3)
    played = said(piper, TEXT)
    heard = through(played, Leak(120, 50, 0.5, -6.0), chance) + floor(len(played), chance)
    if over:
        voice = said(piper, over)
        heard[RATE : RATE + len(voice)] += 0.5 * voice
    return Scene(played, heard, (TEXT,), over)


def test_what_is_played_becomes_no_text_and_does_without_the_defence(piper, whisper):
    assert texts(scene(piper), whisper) == []
    assert texts(scene(piper), whisper, defended=False) != []


def test_who_speaks_over_it_is_heard(piper, whisper):
    (text,) = texts(scene(piper, "Open the calculator."), whisper)
    assert "calculator" in text.lower()
