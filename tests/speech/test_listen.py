import asyncio
import threading
import time

import numpy as np

from speech.audio import RATE, Clip, silence
from speech.expectation import Expectation
from speech.listen import Listener
from speech.messages import Heard, Level, Partial, Rejected, Started
from speech.playback import Playback
from speech.recogniser import Recognition
from speech.settings import Settings
from speech.wavfile import FileMicrophone


async def listened(whisper, clip, playback=None, expectation=None, heed=None):
    """All reports about a clip."""
    reports = []

    async def tell(report):
        reports.append(report)

    listener = Listener(whisper, tell, playback=playback, heed=heed)
    listener.expectation = expectation or Expectation()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(listener.recognise())
        await listener.hear(FileMicrophone(clip))
        await listener.end()
    return reports, listener


async def test_two_utterances_in_order_with_times(whisper, person):
    clip = Clip(np.concatenate([person.says("open the calculator").samples, person.says("go back", before=1.0).samples]))
    begun = time.monotonic()
    reports, _ = await listened(whisper, clip, expectation=Expectation(("Open the calculator", "Go back")))
    heard = [one.utterance for one in reports if isinstance(one, Heard)]
    assert [one.text.lower() for one in heard] == ["open the calculator", "go back"]
    assert sum(isinstance(one, Started) for one in reports) == 2
    first = heard[0]
    assert begun - 0.5 < first.started_at < first.spoken_at < first.endpoint_at
    assert 0.35 < first.endpoint_at - first.spoken_at < 0.5
    assert first.evidence.overlap_with_playback == 0.0
    assert (first.evidence.vad or 0) > 0.9
    assert first.evidence.voice_score is None


async def test_silence_and_noise_are_nothing(whisper):
    noise = np.random.default_rng(4).normal(0, 1500, 2 * RATE).astype(np.int16)
    reports, _ = await listened(whisper, Clip(np.concatenate([silence(1.0), noise])))
    assert [one for one in reports if isinstance(one, Heard)] == []


async def test_our_own_voice_is_dropped_and_counted(whisper, person):
    playback = Playback()
    playback.begin("Opening the calculator.", time.monotonic() - 1)
    reports, listener = await listened(whisper, person.says("opening the calculator"), playback)
    rejected = [one for one in reports if isinstance(one, Rejected)]
    assert [one.why for one in rejected] == ["our own voice"]
    assert rejected[0].evidence.overlap_with_playback == 1.0
    assert listener.dropped == 1
    assert not any(isinstance(one, Heard) for one in reports)


async def test_a_stop_word_is_heeded_before_it_is_told(whisper, person):
    order = []
    reports, _ = await listened(whisper, person.says("stop"), expectation=Expectation(("Stop",)), heed=order.append)
    assert len(order) == 1
    assert isinstance(reports[-1], Heard)


async def test_the_level_follows_the_sound_ten_times_a_second(whisper, person):
    clip = person.says("open the calculator", before=1.0)
    reports, _ = await listened(whisper, clip)
    levels = [one for one in reports if isinstance(one, Level)]
    assert 0.8 < len(levels) / (clip.duration * 10) < 1.1
    quiet = [one.level for one in levels if one.at < levels[0].at + 0.7]
    assert max(quiet) < 0.2
    assert max(one.level for one in levels) > 0.5
    assert max(one.speech for one in levels) > 0.9
    assert {one.why for one in levels} == {""}


async def test_the_words_are_shown_before_the_silence_is_over(whisper, person):
    reports = []

    async def tell(report):
        reports.append((time.monotonic(), report))

    listener = Listener(whisper, tell)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(listener.recognise())
        await listener.hear(FileMicrophone(person.says("open the calculator"), pace=1.0))
        await listener.end()
    (partial_at, partial), (heard_at, heard) = [(at, one) for at, one in reports if isinstance(one, Partial | Heard)]
    assert isinstance(partial, Partial)
    assert partial.text == heard.utterance.text
    assert partial_at <= heard_at


async def test_words_are_ready_soon_after_the_silence(whisper, person):
    """In real time the recogniser works during the silence, not after it."""
    reports = []

    async def tell(report):
        reports.append(report)

    listener = Listener(whisper, tell)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(listener.recognise())
        await listener.hear(FileMicrophone(person.says("open the calculator"), pace=1.0))
        await listener.end()
    (utterance,) = [one.utterance for one in reports if isinstance(one, Heard)]
    assert utterance.text.lower() == "open the calculator"
    assert utterance.heard_at - utterance.endpoint_at < utterance.endpoint_at - utterance.spoken_at + 0.3


class Hung:
    """A recogniser that works on one utterance for as long as a test wants."""

    name = "hung"

    def __init__(self) -> None:
        self.at_it = threading.Event()
        self.go_on = threading.Event()

    def recognise(self, clip, expectation):
        self.at_it.set()
        self.go_on.wait(10)
        return Recognition("")


async def test_a_recogniser_that_hangs_is_noticed_and_one_that_goes_on_is_not(person):
    recogniser, reports = Hung(), []

    async def tell(report):
        reports.append(report)

    listener = Listener(recogniser, tell, Settings(stuck_s=0.2))
    assert not listener.stuck
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(listener.recognise())
        await listener.hear(FileMicrophone(person.says("go back")))
        await asyncio.to_thread(recogniser.at_it.wait, 10)
        assert not listener.stuck
        async with asyncio.timeout(5):
            while not listener.stuck:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        recogniser.go_on.set()
        await listener.end()
    assert not listener.stuck
    assert [one.why for one in reports if isinstance(one, Rejected)]
