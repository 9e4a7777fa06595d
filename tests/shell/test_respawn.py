import asyncio
import sys
from asyncio.subprocess import Process

import pytest

from shell.respawn import LONGEST_S, kept, pause_s


def test_pauses_grow_and_stop_growing() -> None:
    pauses = [pause_s(failures) for failures in range(20)]

    assert pauses == sorted(pauses)
    assert pauses[0] <= 0.25
    assert pauses[-1] == LONGEST_S


async def test_a_program_is_started_again_until_it_ends_as_it_should() -> None:
    codes = [1, 3, 0]
    lived: list[Process] = []

    async def start() -> Process:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", f"raise SystemExit({codes[len(lived)]})")
        lived.append(process)
        return process

    times = iter(range(0, 1000, 100))  # each of them lived long, so none is waited for
    assert await kept(start, lambda code: code == 0, lambda: float(next(times))) == 0
    assert [process.returncode for process in lived] == codes


async def test_one_that_keeps_failing_is_not_started_without_end() -> None:
    starts = 0

    async def start() -> Process:
        nonlocal starts
        starts += 1
        return await asyncio.create_subprocess_exec(sys.executable, "-c", "raise SystemExit(1)")

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(kept(start, lambda code: False), 2.0)
    assert 2 <= starts <= 4
