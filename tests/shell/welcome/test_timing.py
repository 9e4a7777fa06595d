from dataclasses import dataclass, field

import numpy as np

from shell.welcome.timing import EXPECTED, SENTENCES, Measured, main, measured, spoken
from speech.audio import Clip
from speech.expectation import Expectation
from speech.recogniser import Recognition
from speech.whisper import Whisper


@dataclass
class Parrot:
    """A recogniser that says what it was told to."""

    answers: list[str]
    name: str = "parrot"
    asked: list[Expectation] = field(default_factory=list[Expectation])

    def recognise(self, clip: Clip, expectation: Expectation) -> Recognition:
        self.asked.append(expectation)
        return Recognition(self.answers.pop(0))


def test_only_whole_sentences_count_as_understood() -> None:
    clips = [(text, Clip(np.zeros(16, np.int16))) for text in ("Open it.", "Close it.", "Go up.")]
    parrot = Parrot(["", "open it", "Close the lid.", "Go UP!"])
    found = measured(parrot, clips)

    assert (found.name, found.right, found.of) == ("parrot", 2, 3)
    assert found.ms >= 0
    assert set(parrot.asked) == {EXPECTED}


def test_no_test_sentence_is_given_away() -> None:
    assert not {text.rstrip(".").lower() for text in SENTENCES} & set(EXPECTED.phrases)


def test_a_real_model_understands_most_of_what_the_voice_says() -> None:
    found = measured(Whisper("tiny.en"), spoken()[:4])

    assert isinstance(found, Measured)
    assert found.right >= 2
    assert 10 < found.ms < 10_000


def test_a_model_that_is_not_known_is_left_out_with_a_line(capsys: object) -> None:
    assert main(["no such model"]) == 0
