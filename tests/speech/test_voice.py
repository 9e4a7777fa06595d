import asyncio
import time
from contextlib import asynccontextmanager

from speech import wavfile
from speech.errors import NoDevice
from speech.messages import Device, Speak, Speaking, Spoke
from speech.playback import Playback
from speech.voice import Voice


async def found() -> str:
    return "found"


class Run:
    """A voice that speaks into a file, and what it told."""

    def __init__(self, piper, speaker) -> None:
        self.reports: asyncio.Queue[object] = asyncio.Queue()
        self.playback = Playback()
        self.voice = Voice(piper, speaker, self.playback, self.reports.put)

    async def next(self, kind: type):
        async with asyncio.timeout(10):
            while not isinstance(report := await self.reports.get(), kind):
                continue
            return report

    @asynccontextmanager
    async def speaking(self, find=found):
        async with asyncio.TaskGroup() as tasks:
            task = tasks.create_task(self.voice.run(find))
            yield
            task.cancel()


async def test_texts_are_spoken_one_after_another(piper, tmp_path):
    run = Run(piper, wavfile.FileSpeaker(tmp_path / "out.wav"))
    async with run.speaking():
        run.voice.ask(Speak(1, "Done."))
        run.voice.ask(Speak(2, "Opening the calculator."))
        assert (await run.next(Speaking)).id == 1
        first, second = await run.next(Spoke), await run.next(Spoke)
        assert [(one.id, one.finished) for one in (first, second)] == [(1, True), (2, True)]
        assert first.at <= second.at
    assert wavfile.read(tmp_path / "out.wav").duration > 1.0


async def test_hush_drops_what_waits(piper, tmp_path):
    run = Run(piper, wavfile.FileSpeaker(tmp_path / "out.wav"))
    async with run.speaking():
        for number in range(3):
            run.voice.ask(Speak(number, "One sentence. And another one. And a third."))
        await run.next(Speaking)
        run.voice.hush()
        assert [(await run.next(Spoke)).finished for _ in range(3)] == [False, False, False]
        run.voice.ask(Speak(9, "Done."))
        assert (await run.next(Spoke)).finished is True


class AbsentSpeaker(wavfile.FileSpeaker):
    """A speaker that is away."""

    async def play(self, blocks, rate, started):
        raise NoDevice("speaker", "unplugged")


async def test_a_lost_speaker_is_told_once_and_comes_back(piper, tmp_path):
    run = Run(piper, AbsentSpeaker(tmp_path / "out.wav"))
    async with run.speaking():
        run.voice.ask(Speak(1, "Done."))
        run.voice.ask(Speak(2, "Done."))
        lost = await run.next(Device)
        assert (lost.kind, lost.state) == ("speaker", "lost")
        assert [(await run.next(Spoke)).finished for _ in range(2)] == [False, False]
        back = await run.next(Device)
        assert (back.state, back.name) == ("back", "found")


async def test_begun_without_a_speaker_that_is_told_at_once_and_it_is_looked_for(piper, tmp_path):
    run, there = Run(piper, wavfile.FileSpeaker(tmp_path / "out.wav")), asyncio.Event()

    async def find() -> str:
        if not there.is_set():
            raise NoDevice("speaker", "unplugged")
        return "found"

    assert await run.voice.begin(find) == ""
    async with run.speaking(find):
        lost = await run.next(Device)
        assert (lost.state, "connect one" in lost.detail) == ("lost", True)
        there.set()
        assert await run.next(Device) == Device("speaker", "back", "found", "")
    assert await run.voice.begin(find) == "found"


async def test_only_so_many_texts_wait(piper, tmp_path):
    run = Run(piper, wavfile.FileSpeaker(tmp_path / "out.wav"))
    for number in range(40):
        run.voice.ask(Speak(number, "Done."))
    async with run.speaking():
        results = [await run.next(Spoke) for _ in range(40)]
        assert [one.finished for one in results] == [True] * 32 + [False] * 8


class HeldSpeaker:
    """A speaker whose one sound lasts until it is told what becomes of it."""

    device = "held"

    def __init__(self) -> None:
        self.done: asyncio.Queue[bool] = asyncio.Queue()
        self.calls: list[str] = []
        self.started: list = []

    async def play(self, blocks, rate, started):
        self.started.append(started)
        started(time.monotonic())
        return await self.done.get()

    def pause(self) -> None:
        self.calls.append("pause")

    def resume(self) -> None:
        self.calls.append("resume")
        self.started[-1](time.monotonic())

    def stop(self) -> None:
        self.calls.append("stop")
        self.done.put_nowait(False)


async def test_a_pause_is_silence_and_only_the_real_end_is_told(piper):
    speaker = HeldSpeaker()
    run = Run(piper, speaker)
    async with run.speaking():
        run.voice.pause()
        run.voice.resume()
        assert speaker.calls == []  # nothing was being said
        run.voice.ask(Speak(1, "One sentence."))
        await run.next(Speaking)
        assert run.playback.sounding
        run.voice.pause()
        assert not run.playback.sounding
        run.voice.resume()
        assert run.playback.sounding
        speaker.done.put_nowait(True)
        assert (await run.next(Spoke)).finished is True
        assert speaker.calls == ["pause", "resume"]
        assert run.reports.empty()


async def test_a_hush_ends_a_pause(piper):
    speaker = HeldSpeaker()
    run = Run(piper, speaker)
    async with run.speaking():
        run.voice.ask(Speak(1, "One sentence."))
        await run.next(Speaking)
        run.voice.pause()
        run.voice.hush()
        assert (await run.next(Spoke)).finished is False
        run.voice.resume()
        assert speaker.calls == ["pause", "stop"]


async def test_a_pause_that_lasts_too_long_drops_what_waits(piper):
    speaker = HeldSpeaker()
    run = Run(piper, speaker)
    async with run.speaking():
        for number in (1, 2):
            run.voice.ask(Speak(number, "One sentence."))
        await run.next(Speaking)
        run.voice.pause()
        speaker.done.put_nowait(False)  # as a speaker does whose patience is over
        assert [(await run.next(Spoke)).finished for _ in range(2)] == [False, False]
        assert not run.playback.sounding
