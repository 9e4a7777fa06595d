import time

import numpy as np
import pytest

from speech.audio import Clip, resample, silence, to_int16
from speech.expectation import Expectation
from speech.piper import readable


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("budget.txt is open", "budget dot T X T is open."),
        ("I moved notes.tar.gz.", "I moved notes dot tar dot gz."),
        ("Done.", "Done."),
        ("Pay 42.50 euros?", "Pay 42.50 euros?"),
        ("e.g. this", "e.g. this."),
        ("50% & more", "50 percent and more."),
        ("**Open** `it`", "Open it."),
        ("", ""),
    ],
)
def test_readable(text, spoken):
    assert readable(text) == spoken


def test_it_says_what_a_recogniser_understands(piper, whisper):
    sound = np.concatenate(list(piper.say("I opened budget.txt"))).astype(np.float32) / 32768.0
    clip = Clip(np.concatenate([silence(0.3), to_int16(resample(sound, piper.rate))]))
    assert "budget" in whisper.recognise(clip, Expectation()).text.lower()


def test_a_sentence_at_a_time(piper):
    assert len(list(piper.say("One thing is done. Another is not."))) == 2


def test_nothing_to_say_is_silence(piper):
    assert list(piper.say("")) == []
    assert list(piper.say("...")) == []


def test_short_texts_come_from_the_cache_the_second_time(piper):
    first = list(piper.say("Timer set."))
    begun = time.perf_counter()
    again = list(piper.say("Timer set."))
    assert time.perf_counter() - begun < 0.01
    assert np.array_equal(np.concatenate(first), np.concatenate(again))


def test_a_long_sentence_starts_soon(piper):
    text = "There are twelve things you can say here, among them open, close, press, type and scroll, and of course stop, which always works."
    begun = time.process_time()
    first = next(iter(piper.say(text)))
    assert len(first) / piper.rate < 4
    assert time.process_time() - begun < 1.0
