"""The child that opens sound devices, speaks and hears: `python -m shell.doctor.aloud FD`. A hung sound server hangs it, not the doctor."""

import asyncio
import sys
import time
from functools import cache

import numpy as np

from shell.doctor.errand import obey
from shell.doctor.loudness import level, likeness
from shell.doctor.rehearsal import (
    SENTENCE,
    Attend,
    Attending,
    Failed,
    Open,
    Opened,
    Order,
    Play,
    Played,
    Recall,
    Recalled,
    Rehearse,
    Rehearsed,
    Report,
)
from speech import soundcard, wavfile
from speech.audio import RATE, Clip, Samples, resample, silence, to_int16
from speech.errors import NoDevice, SpeechError
from speech.expectation import Expectation
from speech.microphone import SoundMicrophone
from speech.piper import Piper
from speech.speaker import SoundSpeaker
from speech.whisper import Whisper


class Rehearsal:
    """The devices and models, opened when they are first needed."""

    def __init__(self) -> None:
        self._whisper: Whisper | None = None
        self._microphone: SoundMicrophone | None = None
        self._opened, self._news = asyncio.Event(), asyncio.Event()
        self._kept: list[Samples] = []
        self._trouble: SpeechError | None = None

    async def hear(self) -> None:
        """Keep what the microphone gives, once there is one."""
        await self._opened.wait()
        assert self._microphone is not None
        try:
            async for chunk in self._microphone:
                self._kept.append(chunk.samples)
                self._news.set()
        except SpeechError as error:
            self._trouble = error
            self._news.set()

    async def do(self, order: Order) -> Report:
        """One order."""
        try:
            match order:
                case Rehearse():
                    return await asyncio.to_thread(self._rehearse, order.model)
                case Open():
                    return await self._open(order)
                case Play():
                    return await self._play(order)
                case Attend():
                    self._kept.clear()
                    return Attending()
                case Recall():
                    await self._gather(self._length + order.seconds)
                    return await asyncio.to_thread(self._recall)
        except SpeechError as error:
            return Failed(str(error))

    def _rehearse(self, model: str) -> Report:
        self._whisper = Whisper(model)
        clip = Clip(np.concatenate([_sound(), silence(2.0)])[: 2 * RATE])
        text = self._whisper.recognise(Clip(_sound()), Expectation()).text
        begun = time.monotonic()
        self._whisper.recognise(clip, Expectation())
        return Rehearsed(text, (time.monotonic() - begun) * 1000)

    async def _open(self, order: Open) -> Report:
        microphone = SoundMicrophone(order.microphone)
        await microphone.open()
        await _named("microphone", order.microphone, microphone.device)
        self._microphone = microphone
        self._opened.set()
        await self._gather(self._length + order.seconds)
        # The first blocks of some devices are zeros or a click.
        room = np.concatenate(self._kept)[RATE // 4 :]
        return Opened(microphone.device, level(room, 0.5))

    async def _play(self, order: Play) -> Report:
        samples, rate = await asyncio.to_thread(_spoken)
        wavfile.write(order.path, samples, rate)
        self._kept.clear()
        speaker = SoundSpeaker(order.speaker)
        await _named("speaker", order.speaker, await speaker.find())
        await speaker.play([samples], rate, lambda _: None)
        return Played(speaker.device, level(_sound()))

    def _recall(self) -> Report:
        heard = np.concatenate([np.zeros(0, np.int16), *self._kept])
        text: str | None = None
        if self._whisper is not None:
            text = self._whisper.recognise(Clip(heard[-29 * RATE :]), Expectation()).text if heard.any() else ""
        return Recalled(level(heard), text, likeness(heard, _sound()))

    async def _gather(self, seconds: float) -> None:
        """Wait until so much was kept; raises what went wrong with the microphone. One that stalls is noticed by who ordered it."""
        while self._length < seconds:
            if self._trouble is not None:
                raise self._trouble
            self._news.clear()
            await self._news.wait()

    @property
    def _length(self) -> float:
        return sum(map(len, self._kept)) / RATE


async def _named(kind: str, wanted: str, found: str) -> None:
    """Raise NoDevice where another device stands in for the one that was named: a session goes on with it, the doctor says so."""
    sight = await asyncio.to_thread(soundcard.server.ask, soundcard.ANSWER_S) if wanted else None
    if sight is not None and sight.named(kind, wanted) is None and wanted.lower() not in found.lower():
        raise NoDevice(kind, f"{wanted!r} is not among the sound devices; {found} stands in for it")


@cache
def _spoken() -> tuple[Samples, int]:
    """The sentence and its rate; a soft sweep where there is no voice."""
    try:
        voice = Piper()
    except SpeechError:
        at = np.arange(int(0.8 * RATE)) / RATE
        sweep = 0.1 * np.sin(2 * np.pi * (300 * at + 600 * at**2)) * np.hanning(len(at))
        return to_int16(sweep.astype(np.float32)), RATE
    return np.concatenate(list(voice.say(SENTENCE))), voice.rate


def _sound() -> Samples:
    samples, rate = _spoken()
    return to_int16(resample(samples.astype(np.float32) / np.float32(32768), rate))


async def serve(descriptor: int) -> None:
    """Do what is ordered until the parent is gone."""
    rehearsal = Rehearsal()
    async with asyncio.TaskGroup() as group:
        hearing = group.create_task(rehearsal.hear())
        await obey(descriptor, Order, rehearsal.do)
        hearing.cancel()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
