import asyncio
import threading

import numpy as np

from speech.audio import Clip
from speech.expectation import Expectation
from speech.recogniser import Recognition
from speech.transcriber import Transcriber


class Counting:
    """A recogniser that counts its readings, and waits with each until it may go on."""

    name = "counting"

    def __init__(self, free: bool = True) -> None:
        self.readings = 0
        self.at_it, self.go_on = threading.Event(), threading.Event()
        if free:
            self.go_on.set()

    def recognise(self, clip, expectation):
        self.readings += 1
        self.at_it.set()
        self.go_on.wait(10)
        return Recognition(f"reading {self.readings}")


def clip(value):
    return Clip(np.full(1600, value, np.int16))


async def test_the_same_clip_is_read_once_as_long_as_the_same_is_expected():
    recogniser = Counting()
    transcriber = Transcriber(recogniser, 30.0)
    first = await transcriber.words(clip(1), Expectation())
    assert await transcriber.words(clip(1), Expectation()) is first
    assert (await transcriber.words(clip(1), Expectation(digits=True))).text == "reading 2"
    assert (await transcriber.words(clip(2), Expectation(digits=True))).text == "reading 3"
    assert recogniser.readings == 3


async def test_a_reading_that_takes_too_long_is_called_stuck_until_it_ends():
    recogniser = Counting(free=False)
    transcriber = Transcriber(recogniser, 0.05)
    assert (transcriber.busy, transcriber.stuck) == (False, False)
    async with asyncio.TaskGroup() as group:
        reading = group.create_task(transcriber.words(clip(1), Expectation()))
        await asyncio.to_thread(recogniser.at_it.wait, 10)
        assert transcriber.busy
        async with asyncio.timeout(10):
            while not transcriber.stuck:
                await asyncio.to_thread(recogniser.go_on.wait, 0.01)
        recogniser.go_on.set()
        await reading
    assert (transcriber.busy, transcriber.stuck) == (False, False)
