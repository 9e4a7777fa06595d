import numpy as np

from speech.attending import Attending
from speech.audio import FRAME, RATE, Chunk, Samples
from speech.echo import Cleaned
from speech.messages import Heeding, Spotted
from speech.playback import Playback
from speech.senses import Reactions, Senses
from speech.sentry import Sentry
from speech.spotter import Spot
from speech.transcriber import Transcriber
from speech.vigil import Vigil


class Deaf:
    name = "deaf"

    def recognise(self, clip, expectation):
        raise AssertionError("nothing is to be read here")


class Marks:
    """Finds a word wherever a sample is 1000 (stop) or 2000 (computer)."""

    def __init__(self, score: float = 0.99) -> None:
        self.heard = 0
        self.score = score

    def hear(self, samples: Samples) -> list[Spot]:
        marks = {1000: "stop", 2000: "computer"}
        found = [Spot(marks[value], self.heard + at, self.score) for at, value in enumerate(samples.tolist()) if value in marks]
        self.heard += len(samples)
        return found

    def reset(self) -> None:
        self.heard = 0


class Watched:
    """A vigil, what it caused, and a clock that runs with the sound."""

    def __init__(self, when: str = "always", score: float = 0.99) -> None:
        self.caused, self.at = [], 50.0
        self.playback = Playback()
        sentry, attending = Sentry(Marks(score), Marks(score)), Attending(when, 8.0)
        self.senses = Senses(Transcriber(Deaf(), 30.0), self.playback, sentry=sentry, attending=attending)
        effects = ("stop", "doubt", "settle", "pause", "resume")
        self.vigil = Vigil(self.senses, Reactions(*(lambda what=what: self.caused.append(what) for what in effects)))
        self.vigil.begin()

    def hear(self, seconds: float, mark: int = 0):
        """The reports of so many seconds of sound, with a word at the end of them."""
        reports = []
        count = round(seconds * RATE / FRAME)
        for number in range(count):
            samples = np.zeros(FRAME, np.int16)
            if mark and number == count - 1:
                samples[-1] = mark
            reports += self.vigil.hear(Chunk(samples, self.at), Cleaned(samples, False, None))
            self.at += FRAME / RATE
        return reports

    def speak(self, seconds: float, probability: float) -> None:
        for _ in range(round(seconds * RATE / FRAME)):
            self.vigil.frame(probability, None)


def test_a_stop_word_stops_before_it_is_told_and_is_remembered():
    watched = Watched()
    reports = watched.hear(1.0, mark=1000)
    assert watched.caused == ["stop"]
    assert [(one.word, round(one.at, 1)) for one in reports if isinstance(one, Spotted)] == [("stop", 51.0)]
    assert watched.vigil.stopped(50.6, 51.0)
    assert not watched.vigil.stopped(52.0, 53.0)


def test_the_wake_word_opens_the_window_and_it_closes_again():
    watched = Watched("wake word")
    assert [one for one in watched.hear(1.0) if isinstance(one, Heeding)] == [Heeding(False)]
    assert [one for one in watched.hear(1.0, mark=2000) if isinstance(one, Heeding)] == [Heeding(True)]
    assert [one for one in watched.hear(7.0) if isinstance(one, Heeding)] == []
    assert [one for one in watched.hear(2.0) if isinstance(one, Heeding)] == [Heeding(False)]
    assert watched.caused == []


def test_where_everything_is_heeded_nothing_is_told_of_it():
    assert Watched().hear(3.0) == []


def test_somebody_who_speaks_over_our_voice_pauses_it_and_noise_lets_it_go_on():
    watched = Watched()
    watched.playback.begin("A long answer.", watched.at)
    watched.hear(0.5)
    watched.speak(0.1, 0.95)
    assert watched.caused == []
    watched.speak(0.4, 0.95)
    assert watched.caused == ["pause"]
    watched.vigil.judged(words=False)
    assert watched.caused == ["pause", "resume"]


def test_words_over_our_voice_leave_it_paused():
    watched = Watched()
    watched.playback.begin("A long answer.", watched.at)
    watched.hear(0.5)
    watched.speak(0.5, 0.95)
    watched.vigil.judged(words=True)
    watched.speak(3.0, 0.05)
    assert watched.caused == ["pause"]


def test_what_may_have_been_stop_holds_hands_and_voice_until_it_is_settled():
    watched = Watched(score=0.6)
    assert watched.hear(1.0, mark=1000) == []
    assert watched.caused == ["doubt", "pause"]
    watched.vigil.judged(words=False)
    assert watched.caused == ["doubt", "pause", "settle", "resume"]
    assert not watched.vigil.stopped(50.6, 51.0)


def test_a_doubt_that_no_words_settle_ends_by_itself():
    watched = Watched(score=0.6)
    watched.hear(1.0, mark=1000)
    watched.hear(2.5)
    assert watched.caused == ["doubt", "pause", "settle", "resume"]
