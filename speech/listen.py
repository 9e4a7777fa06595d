"""The pipeline: microphone, echo taken out, words that count at once, speech detector, endpoint, recogniser; then words or a reason why not."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from speech.attending import strip_wake
from speech.echo import Echo
from speech.endpoint import LONGEST_HOLD_MS, Ended, Paused, Started
from speech.expectation import Expectation
from speech.messages import Heard, Level, Partial, Rejected, Report
from speech.messages import Started as StartedReport
from speech.microphone import Microphone
from speech.noise import why_brief
from speech.senses import Reactions, Senses
from speech.settings import Settings
from speech.sieve import Sieve, Take
from speech.stopwords import is_stop
from speech.stream import Stream
from speech.unfinished import unfinished
from speech.utterance import Evidence
from speech.vigil import Vigil

_WAITING = 4
"""Utterances that may wait for the recogniser; the oldest is dropped and counted."""
_SHOWN_EVERY_S = 2.5
"""While somebody speaks for long, what was said so far is read and shown this often."""
_UNREAD_MS = 600
"""So much silence ends what nobody has read yet; more would make one of two commands."""
_ONE_WORD_S = 1.5
"""In so short an utterance a stop word is all that was said, whatever the recogniser makes of it."""

Tell = Callable[[Report], Awaitable[None]]


class Listener:
    """Hears one microphone after another and tells what was said."""

    def __init__(self, senses: Senses, tell: Tell, settings: Settings | None = None, reactions: Reactions | None = None) -> None:
        """`tell` takes the reports; `reactions` are what happens at once, before anything is told."""
        self.dropped = 0
        self._senses = senses
        self._tell = tell
        self._settings = settings or Settings()
        self._reactions = reactions or Reactions()
        self._vigil = Vigil(senses, self._reactions)
        self._sieve = Sieve(senses)
        self._expectation = Expectation()
        self._takes: asyncio.Queue[tuple[Take, Stream, Paused | None] | None] = asyncio.Queue(_WAITING)
        self._commit = False

    def expect(self, expectation: Expectation) -> None:
        """What may be said from now on; while a question is open its answer needs no wake word."""
        self._expectation = expectation
        self._senses.attending.ask(expectation.digits or bool(expectation.asked), time.monotonic())

    def hold(self, down: bool) -> None:
        """The push-to-talk key went down, or up: what was said until then is complete."""
        self._senses.attending.hold(down, time.monotonic())
        self._commit = not down

    async def hear(self, microphone: Microphone) -> None:
        """Cut the microphone's sound into utterances until it ends. Raises DeviceLost."""
        stream, echo = Stream(self._settings), self._senses.echo(microphone.device)
        self._vigil.begin()
        async for chunk in microphone:
            sound = echo.clean(chunk)
            for report in self._vigil.hear(chunk, sound):
                await self._tell(report)
            for probability, event in stream.add(chunk, sound.samples):
                self._vigil.frame(probability, sound.explained)
                await self._happened(event, stream, echo)
            commit, self._commit = self._commit, False
            if commit and (said := stream.finish()) is not None:
                await self._happened(said, stream, echo)
            self._show(stream, echo)
            if (loudness := stream.level(chunk)) is not None:
                await self._tell(Level(stream.now, *loudness))
        if (rest := stream.finish()) is not None:  # also of a microphone that went away
            await self._happened(rest, stream, echo)

    async def recognise(self) -> None:
        """Turn the utterances into words until `end` was called."""
        while (item := await self._takes.get()) is not None:
            take, stream, paused = item
            expectation = self._expectation
            found = await self._sieve.read(take, expectation)
            if take.ended is not None:
                asked = expectation.digits or bool(expectation.asked)
                await self._conclude(take, await self._sieve.judge(take, found, asked))
                continue
            if paused is not None:
                stream.endpoint.hold(LONGEST_HOLD_MS if unfinished(found.text) else 0, paused)
            if found.text:
                await self._tell(Partial(strip_wake(found.text), take.spoken[1]))

    async def end(self) -> None:
        """Let `recognise` return after what is waiting."""
        await self._takes.put(None)

    async def _happened(self, event: Started | Paused | Ended | None, stream: Stream, echo: Echo) -> None:
        attending, now = self._senses.attending, stream.now
        if isinstance(event, Started):
            attending.speech(True, stream.seconds(event.sample))
        elif isinstance(event, Ended):
            attending.speech(False, stream.seconds(event.spoken_to))
        if event is None or stream.spoken_at is None or not attending.heeds(stream.spoken_at, now):
            return
        if not stream.told:
            stream.told = True
            await self._tell(StartedReport(stream.spoken_at))
        if isinstance(event, Paused) and self._takes.empty():
            # Until it is known whether this can be all, it is not over: nothing is lost, as before that there is no text either.
            stream.endpoint.hold(_UNREAD_MS, event)
            self._takes.put_nowait((stream.take(event.first, event.last, echo), stream, event))
        elif isinstance(event, Ended):
            if why := why_brief(event.spoken_s, event.vad, self._settings.shortest_s):
                self._vigil.judged(words=False)
                await self._tell(Rejected(why, Evidence(vad=event.vad)))  # whoever waits for the words must know that none come
            else:
                self._pass_on((stream.take(event.first, event.last, echo, event), stream, None))

    def _pass_on(self, item: tuple[Take, Stream, Paused | None]) -> None:
        if self._takes.full():
            self._takes.get_nowait()
            self.dropped += 1
        self._takes.put_nowait(item)

    def _show(self, stream: Stream, echo: Echo) -> None:
        """Read what is being said if nobody has for long, and nobody reads."""
        busy = self._senses.transcriber.busy or not self._takes.empty()
        if stream.endpoint.speaking and stream.told and not busy and stream.now - stream.shown_at > _SHOWN_EVERY_S:
            stream.shown_at = stream.now
            self._takes.put_nowait((stream.take(stream.endpoint.keep_from, stream.end, echo), stream, None))

    async def _conclude(self, take: Take, result: Heard | Rejected) -> None:
        start, end = take.spoken
        if isinstance(result, Heard):
            spotted = self._vigil.stopped(start, end)
            if spotted and (end - start < _ONE_WORD_S or is_stop(result.utterance.text)):
                result = Rejected("stopped already", result.utterance.evidence)
            elif is_stop(result.utterance.text):
                self._reactions.stop()
        self._vigil.judged(words=isinstance(result, Heard))
        self.dropped += isinstance(result, Rejected)
        await self._tell(result)
