from pathlib import Path

from shell.bench.hearing.sayings import DICTATED, STOPS, TALK, said
from speech.learning.phrases import WITHIN_STOP
from speech.learning.voices import voices
from speech.stopwords import is_stop


def test_what_must_stop_stops_by_its_words_and_what_must_not_does_not():
    assert all(map(is_stop, STOPS))
    assert not [text for text in (*DICTATED, *TALK) if is_stop(text)]


def test_none_of_the_sentences_was_learnt_from():
    assert not {text.lower().rstrip(".") for text in DICTATED} & {text.lower() for text in WITHIN_STOP}


def test_takes_are_by_voices_that_are_kept(tmp_path: Path):
    takes = said(("stop",), 6, 1, tmp_path)

    assert len(takes) == (6 if voices(kept=True, models=False) else 0)
    assert not [take.voice for take in takes if take.voice.startswith(("flite rms", "flite awb", "flite kal"))]
