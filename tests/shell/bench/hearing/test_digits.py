from random import Random

import pytest

from shell.bench.hearing.digits import by_speaker, heard, measure, rows
from speech import wavfile
from speech.audio import RATE, silence
from speech.recordings import Recordings


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("4, 7, 1", "471"),
        ("471", "471"),
        ("Four seven one", "471"),
        ("Seven", "7"),
        ("for to 1", "421"),
        ("oh five 2", "052"),
    ],
)
def test_digits_are_read_as_an_answer_is(text, digits):
    assert heard(text) == digits


def test_rows_are_three_digits_of_one_person(tmp_path):
    for digit in range(10):
        for speaker in ("anna", "ben"):
            wavfile.write(tmp_path / f"{digit}_{speaker}_0.wav", silence(0.4) + digit)
    found = by_speaker(sorted(tmp_path.glob("*.wav")))
    assert set(found) == {"anna", "ben"}
    said = rows(found["anna"], 20, Random(1))
    assert said[0][0] == rows(found["anna"], 20, Random(1))[0][0]
    for digits, clip in said:
        assert len(digits) == 3
        assert clip.duration + 2 / RATE >= 0.6 + 1.2 + 0.12
        assert clip.duration <= 0.6 + 1.2 + 0.5 + 2 / RATE


def test_without_recordings_nothing_is_measured(tmp_path):
    assert measure(False, lambda line: None, None) == []
    assert measure(False, lambda line: None, Recordings(tmp_path)) == []
