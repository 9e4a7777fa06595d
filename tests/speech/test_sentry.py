import numpy as np

from speech.audio import RATE, Samples
from speech.sentry import Sentry
from speech.spotter import Spot


class Marks:
    """Finds a word wherever a sample is 1000 (stop) or 2000 (computer)."""

    def __init__(self) -> None:
        self.heard = 0

    def hear(self, samples: Samples) -> list[Spot]:
        found = [Spot("stop" if value == 1000 else "computer", self.heard + at, 0.9) for at, value in enumerate(samples) if value in (1000, 2000)]
        self.heard += len(samples)
        return found

    def reset(self) -> None:
        self.heard = 0


def sound(*marks: tuple[float, int]) -> Samples:
    samples = np.zeros(3 * RATE, np.int16)
    for at, value in marks:
        samples[round(at * RATE)] = value
    return samples


def heard(microphone: Samples, sink: Samples | None) -> list[Spot]:
    sentry, found = Sentry(Marks(), Marks()), list[Spot]()
    for start in range(0, len(microphone), 512):
        played = None if sink is None else sink[start : start + 512]
        found += sentry.hear(microphone[start : start + 512], played if played is not None and np.any(sink[: start + 512]) else None)
    return found


def test_a_word_of_a_person_is_found_where_it_was_said():
    assert heard(sound((1.0, 1000)), None) == [Spot("stop", RATE, 0.9)]


def test_what_the_sink_says_itself_is_not_a_word():
    assert heard(sound((1.1, 1000)), sound((1.0, 1000))) == []


def test_another_word_or_another_time_is_a_person():
    assert [one.word for one in heard(sound((1.1, 2000)), sound((1.0, 1000)))] == ["computer"]
    assert [one.word for one in heard(sound((2.2, 1000)), sound((1.0, 1000)))] == ["stop"]


def test_after_a_new_opening_nothing_is_left_of_the_one_before():
    sentry = Sentry(Marks(), Marks())
    sentry.hear(sound((1.0, 1000)), sound((1.0, 1000)))
    sentry.reset()
    assert [one.at_sample for one in sentry.hear(sound((1.0, 1000)), None)] == [RATE]
