"""Whether words were meant for us: not noise, not an echo, not said to somebody else."""

import asyncio
import time
from dataclasses import dataclass

import numpy as np

from speech.attending import Attending, strip_wake
from speech.audio import RATE, Clip, Samples
from speech.echo import Span
from speech.echoed import Look, look, why_echo
from speech.endpoint import Ended
from speech.expectation import Expectation
from speech.messages import Heard, Rejected
from speech.noise import why_noise
from speech.playback import Playback
from speech.recogniser import Recognition
from speech.senses import Senses
from speech.transcriber import Transcriber
from speech.utterance import Evidence, Utterance

NOT_FOR_US, ONLY_CALLED = "not for Sayso", "only the wake word"


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """A stretch of sound whose words are still to be found."""

    clip: Clip
    """As it came."""
    span: Span | None = None
    """What was played meanwhile; None when nothing was."""
    known: bool = False
    """Whether it is known what was played, if anything."""
    ended: Ended | None = None
    """None while the sentence may go on."""
    endpoint_at: float = 0.0
    """Monotonic seconds, when the silence was long enough."""

    @property
    def spoken(self) -> tuple[float, float]:
        """Monotonic seconds of the first and the last speech."""
        if self.ended is None:
            return self.clip.started_at, self.clip.started_at + self.clip.duration
        opened = self.clip.started_at - self.ended.first / RATE
        return opened + self.ended.spoken_from / RATE, opened + self.ended.spoken_to / RATE


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a take was found to hold."""

    text: str
    """Empty when nothing was said that counts."""
    why: str
    """Why it does not count, else empty."""
    words: Recognition
    seen: Look | None


class Sieve:
    """Reads takes one after another; what was read ahead is not read again."""

    def __init__(self, senses: Senses) -> None:
        self._transcriber: Transcriber = senses.transcriber
        self._playback: Playback = senses.playback
        self._attending: Attending = senses.attending
        self._looked: tuple[Samples, Look] | None = None

    async def read(self, take: Take, expectation: Expectation) -> Found:
        """The words of a take, and why they do not count if so."""
        seen = await self._look(take)
        if seen is not None and (why := why_echo("", seen)):
            return Found("", why, Recognition(""), seen)
        words = await self._transcriber.words(take.clip if seen is None else seen.clip, expectation)
        evidence = Evidence(vad=take.ended.vad if take.ended else None, logprob=words.logprob, no_speech=words.no_speech)
        why = why_noise(words.text, evidence, words.alternatives)
        return Found("" if why else words.text, why, words, seen)

    async def judge(self, take: Take, found: Found, asked: bool) -> Heard | Rejected:
        """What is told of a finished take; `asked` is whether a question is open, whose answer needs no wake word."""
        assert take.ended is not None
        evidence = self._evidence(take, take.ended, found)
        why = found.why or await self._why_played(take, found)
        text = found.text if asked else strip_wake(found.text)
        if why or not text:
            return Rejected(why or ONLY_CALLED, evidence)
        others = found.words.alternatives if asked else tuple(strip_wake(one) for one in found.words.alternatives)
        started_at, spoken_at = take.spoken
        self._attending.took(spoken_at)
        return Heard(Utterance(text, others, evidence, None, started_at, spoken_at, take.endpoint_at, time.monotonic()))

    async def _look(self, take: Take) -> Look | None:
        if take.span is None:
            return None
        if self._looked is None or not np.array_equal(self._looked[0], take.clip.samples):
            self._looked = take.clip.samples, await asyncio.to_thread(look, take.span)
        return self._looked[1]

    async def _why_played(self, take: Take, found: Found) -> str:
        start, end = take.spoken
        own = self._playback.texts(start, end)
        if found.seen is None:  # what the sink played is not known, or it was nothing
            return "our own voice" if not take.known and self._playback.is_own_voice(found.text, start, end) else ""
        foreign = ""
        if not own and found.seen.overlap and not why_echo(found.text, found.seen, found.text):
            return ""  # even if what was played had these words, it would be a person's
        if not own and found.seen.overlap:
            foreign = (await self._transcriber.words(found.seen.played, Expectation())).text
        return why_echo(found.text, found.seen, own, foreign)

    def _evidence(self, take: Take, ended: Ended, found: Found) -> Evidence:
        overlap, correlation = self._playback.overlap(*take.spoken), None
        if found.seen is not None:
            overlap, correlation = max(overlap, found.seen.overlap), found.seen.likeness
        elif take.known:
            correlation = 0.0
        return Evidence(
            vad=ended.vad,
            logprob=found.words.logprob,
            no_speech=found.words.no_speech,
            second_text=found.words.second_text,
            overlap_with_playback=overlap,
            correlation_with_playback=correlation,
        )
