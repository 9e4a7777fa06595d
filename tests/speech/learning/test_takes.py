from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from speech.audio import RATE, Samples, silence
from speech.errors import NotAudio
from speech.learning.takes import Studio, trimmed


@dataclass
class Whistle:
    """A voice that whistles, and cannot say "no"."""

    label: str = "whistle"
    said: list[str] = field(default_factory=list)

    def say(self, text: str) -> Samples:
        self.said.append(text)
        if text == "no":
            raise NotAudio("whistle", "cannot say no")
        tone = (8000 * np.sin(2 * np.pi * 500 * np.arange(RATE // 2) / RATE)).astype(np.int16)
        return np.concatenate([silence(0.3), tone, silence(0.7)])


def test_a_take_begins_and_ends_with_its_sound(tmp_path: Path):
    (take,) = Studio(tmp_path).record([(Whistle(), "hello")])

    assert abs(len(take.samples) / RATE - 0.5) < 0.03
    assert (take.text, take.voice) == ("hello", "whistle")


def test_what_was_said_once_is_kept_and_what_cannot_be_said_is_left_out(tmp_path: Path):
    voice, done = Whistle(), list[int]()
    asked = [(voice, "hello"), (voice, "no"), (voice, "hello")]

    takes = Studio(tmp_path).record(asked, done.append)

    assert [take.text for take in takes] == ["hello", "hello"]
    assert voice.said == ["hello", "no"]
    assert done == [1, 2, 3]
    assert len(Studio(tmp_path).record([(voice, "hello")])) == 1
    assert voice.said == ["hello", "no"]


def test_silence_and_what_is_far_too_long_is_no_take():
    assert trimmed(silence(1.0)) is None
    assert trimmed(np.full(20 * RATE, 5000, np.int16)) is None
