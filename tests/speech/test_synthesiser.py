import asyncio
import os
import threading

import numpy as np

from speech.synthesiser import Synthesiser, ahead, rehearse


def test_piper_is_a_synthesiser(piper):
    synthesiser: Synthesiser = piper
    blocks = list(synthesiser.say("Done."))
    assert synthesiser.rate == 22050
    assert all(block.dtype == np.int16 for block in blocks)


def test_the_next_block_is_made_while_the_one_before_sounds():
    second = threading.Event()

    def blocks():
        yield np.ones(1, np.int16)
        second.set()
        yield np.full(1, 2, np.int16)

    coming = ahead(blocks())
    first = next(coming)
    assert second.wait(5)
    assert [int(first[0]), *(int(block[0]) for block in coming)] == [1, 2]


class Counting:
    """A synthesiser that has three sentences to prepare, and knows on what thread it did."""

    rate = 22050

    def __init__(self) -> None:
        self.nice: list[int] = []

    def say(self, text):
        yield np.ones(1, np.int16)

    def prepare(self) -> bool:
        self.nice.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
        return len(self.nice) < 3


async def test_what_is_said_often_is_made_when_idle_on_a_thread_that_gives_way():
    one, idle = Counting(), asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(rehearse(one, idle))
        await asyncio.wait({task}, timeout=0.05)
        assert one.nice == []
        idle.set()
        async with asyncio.timeout(5):
            await task
    assert one.nice == [19, 19, 19]
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) < 19
