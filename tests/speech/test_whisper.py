import time

import numpy as np
import pytest

from speech import wavfile
from speech.audio import RATE, Clip, silence
from speech.expectation import Expectation
from speech.hear import utterances
from speech.noise import why_noise
from speech.utterance import Evidence
from speech.whisper import Whisper, tidy

PHRASES = ("Open the calculator", "Press enter", "Make a folder called notes", "Delete this for good", "What can I say", "Stop")


def heard(whisper, clip, expectation):
    """The text of a clip that is one utterance."""
    ((_, part),) = utterances(clip)
    return whisper.recognise(part, expectation)


@pytest.mark.parametrize("text", ["open the calculator", "press equals", "delete budget for good", "what can I say", "stop"])
def test_commands(whisper, person, text):
    takes = [
        heard(whisper, person.says(text + end), Expectation(PHRASES)) for end in ("", "!", "?")
    ]  # Piper says it differently each time, once in a while badly
    assert any(text.lower() in (found.text.lower(), *(one.lower() for one in found.alternatives)) for found in takes)


@pytest.mark.parametrize("word", ["yes", "no"])
def test_short_answers_are_heard_without_any_bias(whisper, person, recordings, word):
    for clip in (person.says(word), wavfile.read(recordings / "words" / f"{word}_1000ms.wav")):
        found = heard(whisper, clip, Expectation(phrases=("No", "Cancel"), asked="yes"))
        assert found.text.lower() == word
        assert why_noise(found.text, Evidence(vad=0.9, logprob=found.logprob, no_speech=found.no_speech)) == ""


def test_a_challenge_has_a_second_independent_reading(whisper, person):
    found = heard(whisper, person.says("confirm three eight two six"), Expectation(digits=True, asked="challenge"))
    assert found.second_text is not None
    assert found.second_text.lower().startswith("confirm")
    assert "".join(filter(str.isdigit, found.second_text)) == "3826"
    assert found.text.lower().startswith("confirm")


def test_real_people(whisper, recordings):
    found = heard(whisper, wavfile.read(recordings / "sentences" / "LDC93S1.wav"), Expectation())
    assert "dark suit in" in found.text.lower()
    lights = sorted((recordings / "sentences").glob("*_16000_mono_16bit.wav"))[:4]
    texts = [heard(whisper, wavfile.read(path), Expectation(PHRASES)).text.lower() for path in lights]
    assert texts.count("turn on the office lights") >= 3


def test_noise_is_rejected_by_its_evidence(whisper):
    noise = Clip(np.random.default_rng(2).normal(0, 900, 2 * RATE).astype(np.int16))
    found = whisper.recognise(noise, Expectation(phrases=("Yes", "No", "Stop")))
    assert why_noise(found.text, Evidence(logprob=found.logprob, no_speech=found.no_speech)) != ""
    assert utterances(noise) == []


def test_names_are_spelled_as_expected(whisper, person):
    clip = person.says("pay Anna Keller forty two euros")
    assert "keller" in heard(whisper, clip, Expectation(("Pay Ben Miller ten euros",), ("Anna Keller", "Ben Miller"))).text.lower()


def test_a_reading_that_loops_loses(whisper, person):
    loud = Expectation(tuple("Open the calculator" for _ in range(12)))
    assert heard(whisper, person.says("open galculator"), loud).text.lower().count("open") == 1


def test_the_short_window_is_faster_than_speech(whisper, person):
    ((_, part),) = utterances(person.says("open the calculator and press enter"))
    begun = time.process_time()
    whisper.recognise(part, Expectation(PHRASES))
    assert time.process_time() - begun < 1.2


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (" Open the calculator.", "Open the calculator"),
        ("[BLANK_AUDIO]", ""),
        ("♪ (music) ♪", ""),
        ("...", ""),
        ("Open budget.txt", "Open budget.txt"),
        ("“Stop!”", "Stop"),
    ],
)
def test_tidy(raw, clean):
    assert tidy(raw) == clean


def test_warming_costs_less_than_recognising_the_same_silence(whisper: Whisper) -> None:
    before = time.process_time()
    whisper.warm()
    warmed = time.process_time()
    whisper.recognise(Clip(silence(0.5)), Expectation())

    assert warmed - before < 0.6 * (time.process_time() - warmed)
