import time

import numpy as np
import pytest

from speech.audio import Clip, resample, silence, to_int16
from speech.errors import ModelMissing
from speech.expectation import Expectation
from speech.loudness import TARGET_DB, loudness
from speech.piper import Piper, breaths, sentences, stretches
from speech.reading import readable
from speech.repertoire import OFTEN


def test_it_says_what_a_recogniser_understands(piper, whisper):
    sound = np.concatenate(list(piper.say("I opened budget.txt"))).astype(np.float32) / 32768.0
    clip = Clip(np.concatenate([silence(0.3), to_int16(resample(sound, piper.rate))]))
    assert "budget" in whisper.recognise(clip, Expectation()).text.lower()


def test_a_stretch_at_a_time_and_each_sentence_for_itself(piper):
    assert len(list(piper.say("That is done. This is not."))) >= 2
    assert sentences("One. 2.5 is two! .. Three?") == ["One.", "2.5 is two!", "Three?"]


@pytest.mark.parametrize("frames", [1, 60, 104, 130, 500, 3000])
def test_the_stretches_of_a_sentence_are_all_of_it(frames):
    found = stretches(frames, 22050)
    assert [end for _, end in found] == [start for start, _ in found[1:]] + [frames]
    assert found[0][0] == 0
    assert all(start < end for start, end in found)
    assert frames < 110 or found[0][1] < 50


def test_a_long_sentence_is_split_at_a_comma_that_leaves_both_parts_some_length():
    text = "I tried to open the letter to Anna Weber in Documents, but after five seconds there still was no window of it."
    assert breaths(text)[0].endswith("Documents,")
    assert breaths("Short, isn't it?") == ["Short, isn't it?"]


def test_one_short_word_is_whole_and_as_loud_as_others(piper, whisper):
    for text in ("Two.", "Okay.", "Cancel."):
        sound = np.concatenate(list(piper.say(text))).astype(np.float32) / 32768.0
        assert loudness(sound, piper.rate) == pytest.approx(TARGET_DB, abs=1.5)
        assert 0.25 < len(sound) / piper.rate < 1.2
        heard = whisper.recognise(Clip(np.concatenate([silence(0.4), to_int16(resample(sound, piper.rate)), silence(0.4)])), Expectation()).text
        assert "say" not in heard.lower()  # nothing is left of the carrier


def test_it_speaks_faster_and_slower():
    text = "This is a sentence of some length, said at another pace."
    lengths = [sum(map(len, Piper(speed=speed).say(text))) for speed in (0.6, 1.0, 2.0)]
    assert lengths[0] > 1.3 * lengths[1] > 1.3 * 1.5 * lengths[2]


def test_what_is_said_often_is_made_ahead_until_all_is_there():
    voice = Piper()
    assert voice.prepare()
    begun = time.process_time()
    assert len(list(voice.say(OFTEN[0]))) == 1
    assert time.process_time() - begun < 0.02
    first = readable(OFTEN[0])
    again = [np.concatenate(list(voice.say(text))) for text in (first, f"{first} The rest of it is made while this is said.")]
    assert np.array_equal(again[1][: len(again[0])], again[0])


def test_a_voice_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ModelMissing):
        Piper("nobody", tmp_path)


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
