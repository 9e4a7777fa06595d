"""Keeps a program of the session going: started again when it ends, ever more slowly when it keeps ending."""

import asyncio
import time
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable

STEADY_S = 20.0
"""Seconds after which a program counts as having worked."""
LONGEST_S = 30.0
"""Longest pause between two starts, in seconds."""


def pause_s(failures: int) -> float:
    """Seconds to wait before the next start after so many short lives in a row."""
    return min(LONGEST_S, 0.25 * 2 ** min(failures, 10))


async def kept(start: Callable[[], Awaitable[Process]], enough: Callable[[int], bool], clock: Callable[[], float] = time.monotonic) -> int:
    """Run it until it ends with a code that is `enough`; returns that code. Cancelled: the program is the starter's to end."""
    failures = 0
    while True:
        began = clock()
        code = await (await start()).wait()
        if enough(code):
            return code
        failures = failures + 1 if clock() - began < STEADY_S else 0
        await asyncio.sleep(pause_s(failures))
