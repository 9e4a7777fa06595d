"""Whether words count, with real sound; what a recogniser would say is real where it matters and given where only the decision is looked at."""

import numpy as np

from speech.attending import Attending
from speech.audio import RATE, Clip
from speech.echo import Echo
from speech.endpoint import Ended
from speech.expectation import Expectation
from speech.messages import Heard, Rejected
from speech.playback import Playback
from speech.recogniser import Recognition
from speech.reference import ClipReference
from speech.senses import Senses
from speech.sieve import ONLY_CALLED, Sieve, Take
from speech.transcriber import Transcriber


class Says:
    """A recogniser that reads the same in everything."""

    name = "says"

    def __init__(self, text: str) -> None:
        self.text = text

    def recognise(self, clip, expectation):
        return Recognition(self.text, (), -0.1, 0.01)


def a_take(clip: Clip, echo: Echo | None = None) -> Take:
    ended = Ended(0, len(clip.samples), 0, len(clip.samples), 0.98, False)
    end = clip.started_at + clip.duration
    return Take(clip, echo.span(clip.started_at, end) if echo else None, echo.known_at(clip.started_at) if echo else False, ended, end + 0.4)


async def judged(sieve: Sieve, take: Take, asked: bool = False) -> Heard | Rejected:
    return await sieve.judge(take, await sieve.read(take, Expectation()), asked)


def senses(text: str, playback: Playback | None = None) -> Senses:
    return Senses(Transcriber(Says(text), 30.0), playback or Playback(), attending=Attending("wake word", 8.0))


async def test_the_wake_word_is_no_part_of_what_was_said(person):
    clip = person.says("computer, open the calculator")
    result = await judged(Sieve(senses("Computer, open the calculator")), a_take(clip))
    assert isinstance(result, Heard)
    assert result.utterance.text == "open the calculator"
    alone = await judged(Sieve(senses("Computer.")), a_take(clip))
    assert isinstance(alone, Rejected)
    assert alone.why == ONLY_CALLED
    answer = await judged(Sieve(senses("Computer")), a_take(clip), asked=True)
    assert isinstance(answer, Heard)  # the answer to "the computer or the telephone?"


async def test_where_it_is_not_known_what_plays_our_own_words_are_ours(person):
    playback, clip = Playback(), person.says("opening the calculator")
    playback.begin("Opening the calculator.", clip.started_at)
    mine = await judged(Sieve(senses("Opening the calculator", playback)), a_take(clip))
    other = await judged(Sieve(senses("Close the window", playback)), a_take(clip))
    assert isinstance(mine, Rejected)
    assert mine.why == "our own voice"
    assert mine.evidence.overlap_with_playback == 1.0
    assert isinstance(other, Heard)


def through(clip: Clip, gain: float) -> Clip:
    """What a microphone hears of a loudspeaker: later, softer, with an echo of the room."""
    way = np.zeros(2000)
    way[[640, 900, 1500]] = gain, 0.4 * gain, 0.2 * gain
    return Clip(np.convolve(clip.samples, way)[: len(clip.samples)].astype(np.int16), clip.started_at)


async def test_an_echo_of_what_the_sink_plays_is_rejected_with_its_likeness(person, whisper):
    played = person.says("please transfer forty two euros to the electricity company", before=0.6, after=0.6)
    heard = through(played, 0.5)
    echo = Echo(ClipReference(played))
    for chunk in heard.chunks():
        echo.clean(chunk)
    result = await judged(Sieve(Senses(Transcriber(whisper, 30.0))), a_take(heard.cut(0.5, heard.duration - 0.5), echo))
    assert isinstance(result, Rejected)
    assert result.evidence.overlap_with_playback is not None
    assert result.evidence.overlap_with_playback > 0.3
    assert (result.evidence.correlation_with_playback or 0) > 0.5


async def test_what_is_said_while_nothing_plays_has_no_overlap_and_no_likeness(person):
    clip = person.says("open the calculator", before=0.5)
    echo = Echo(ClipReference(Clip(np.zeros(5 * RATE, np.int16))))
    for chunk in clip.chunks():
        echo.clean(chunk)
    result = await judged(Sieve(senses("open the calculator")), a_take(clip.cut(0.4, clip.duration), echo))
    assert isinstance(result, Heard)
    assert (result.utterance.evidence.overlap_with_playback, result.utterance.evidence.correlation_with_playback) == (0.0, 0.0)
