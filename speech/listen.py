"""The pipeline: microphone, speech detector, endpoint, recogniser, and then an utterance or a reason why not."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

import numpy as np

from speech.audio import RATE, Clip, Samples
from speech.endpoint import Ended, Endpoint, Paused, Started
from speech.expectation import Expectation
from speech.messages import Heard, Level, Partial, Rejected, Report
from speech.messages import Started as StartedReport
from speech.meter import Meter
from speech.microphone import Microphone
from speech.noise import why_noise
from speech.playback import Playback
from speech.recogniser import Recogniser, Recognition
from speech.settings import Settings
from speech.tape import Tape
from speech.utterance import Evidence, Utterance
from speech.vad import Vad

_WAITING = 4
"""Utterances that may wait for the recogniser; the oldest is dropped and counted."""


class Listener:
    """Hears one microphone after another and tells what was said."""

    def __init__(
        self,
        recogniser: Recogniser,
        tell: Callable[[Report], Awaitable[None]],
        settings: Settings | None = None,
        playback: Playback | None = None,
        heed: Callable[[str], None] | None = None,
    ) -> None:
        """`tell` takes the reports; `heed` is called with every text that is not an echo before it is told, for the stop words."""
        self.expectation = Expectation()
        self.dropped = 0
        self._recogniser = recogniser
        self._tell = tell
        self._settings = settings or Settings()
        self._playback = playback or Playback()
        self._heed = heed
        self._clips: asyncio.Queue[tuple[Ended | Paused, Clip, float] | None] = asyncio.Queue(_WAITING)
        self._ahead: tuple[Samples, Expectation, Recognition] | None = None
        self._begun_at: float | None = None
        """When the recogniser began what it is at, monotonic seconds."""

    @property
    def stuck(self) -> bool:
        """Whether the recogniser hangs: it is at one utterance for too long."""
        return self._begun_at is not None and time.monotonic() - self._begun_at > self._settings.stuck_s

    async def hear(self, microphone: Microphone) -> None:
        """Cut the microphone's sound into utterances until it ends. Raises DeviceLost."""
        vad, endpoint, kept, meter, probability = Vad(), Endpoint(self._settings), Tape(), Meter(), 0.0
        async for chunk in microphone:
            kept.add(chunk)
            for probability in vad.hear(chunk.samples):
                event = endpoint.step(probability)
                if isinstance(event, Started):
                    await self._tell(StartedReport(kept.time(event.sample)))
                elif isinstance(event, Paused):
                    self._look_ahead(event, kept)
                elif event is not None:
                    await self._pass_on(event, kept)
            if (loudness := meter.add(chunk.samples, probability)) is not None:
                await self._tell(Level(kept.time(kept.end), *loudness))
            kept.forget(endpoint.keep_from)
        if (rest := endpoint.finish()) is not None:
            await self._pass_on(rest, kept)

    async def recognise(self) -> None:
        """Turn the utterances into words until `end` was called."""
        while (item := await self._clips.get()) is not None:
            ended, clip, endpoint_at = item
            found = await self._words(clip, self.expectation)
            if isinstance(ended, Ended):
                await self._judge(ended, clip, endpoint_at, found)
            elif found.text and not why_noise(found.text, Evidence(logprob=found.logprob, no_speech=found.no_speech)):
                await self._tell(Partial(found.text, clip.started_at + clip.duration))

    async def end(self) -> None:
        """Let `recognise` return after what is waiting."""
        await self._clips.put(None)

    async def _pass_on(self, ended: Ended, kept: Tape) -> None:
        if ended.spoken_s < self._settings.shortest_s:
            await self._tell(Rejected("too short", Evidence(vad=ended.vad)))  # whoever waits for the words must know that none come
            return
        if self._clips.full():
            self._clips.get_nowait()
            self.dropped += 1
        self._clips.put_nowait((ended, kept.clip(ended.first, ended.last), kept.time(kept.end)))

    def _look_ahead(self, paused: Paused, kept: Tape) -> None:
        """Recognise during the silence: if nothing more is said, the words are there when it has been long enough."""
        if self._clips.empty():
            self._clips.put_nowait((paused, kept.clip(paused.first, paused.last), 0.0))

    async def _words(self, clip: Clip, expectation: Expectation) -> Recognition:
        known = self._ahead
        if known is not None and np.array_equal(known[0], clip.samples) and known[1] == expectation:
            return known[2]
        self._begun_at = time.monotonic()
        found = await asyncio.to_thread(self._recogniser.recognise, clip, expectation)
        self._begun_at = None
        self._ahead = (clip.samples, expectation, found)
        return found

    async def _judge(self, ended: Ended, clip: Clip, endpoint_at: float, found: Recognition) -> None:
        started_at = clip.started_at + (ended.spoken_from - ended.first) / RATE
        spoken_at = clip.started_at + (ended.spoken_to - ended.first) / RATE
        evidence = Evidence(
            vad=ended.vad,
            logprob=found.logprob,
            no_speech=found.no_speech,
            second_text=found.second_text,
            overlap_with_playback=self._playback.overlap(started_at, spoken_at),
        )
        why = why_noise(found.text, evidence)
        if not why and self._playback.is_own_voice(found.text, started_at, spoken_at):
            why = "our own voice"
        if why:
            self.dropped += 1
            await self._tell(Rejected(why, evidence))
            return
        if self._heed is not None:
            self._heed(found.text)
        utterance = Utterance(found.text, found.alternatives, evidence, None, started_at, spoken_at, endpoint_at)
        await self._tell(Heard(replace(utterance, heard_at=time.monotonic())))
