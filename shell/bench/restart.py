"""Killed and back: how long until Sayso listens again under whoever starts it again."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

from shell import children, paths
from shell.bench.moment import listening, process_of
from shell.bench.unit import START_S, user_manager
from shell.errors import ShellError


async def restarts(environment: Mapping[str, str], times: int, tell: Callable[[str], None]) -> tuple[list[float], str]:
    """Seconds from `kill -9` of the daemon to listening again, so many times; and under whom."""
    under = "sayso.service without its sandbox under a real systemd --user"
    try:
        async with user_manager(environment) as within:
            return await _measured(within, times, tell), under
    except ShellError as why:
        tell(f"{why}; a plain supervisor instead")
    async with _supervisor(environment):
        return await _measured(environment, times, tell), "a plain supervisor that starts it again at once; no systemd here"


async def _measured(environment: Mapping[str, str], times: int, tell: Callable[[str], None]) -> list[float]:
    socket, seconds = paths.of(environment).socket, list[float]()
    for number in range(times):
        victim = process_of(socket)
        begun = time.monotonic()
        os.kill(victim, signal.SIGKILL)
        seconds.append(await listening(socket, START_S) - begun)
        if process_of(socket) == victim:
            raise ShellError("the daemon was killed and still serves")
        tell(f"killed and back, {number + 1} of {times}: {seconds[-1]:.2f} s")
    return seconds


@asynccontextmanager
async def _supervisor(environment: Mapping[str, str]) -> AsyncIterator[None]:
    """Start the daemon, and again whenever it has ended."""

    async def supervise() -> None:
        """One daemon after another, until cancelled."""
        while True:
            process = await children.start("shell", ["daemon", "--no-greeting"], environment)
            try:
                await process.wait()
            finally:
                await children.end(process)

    async with asyncio.TaskGroup() as group:
        supervising = group.create_task(supervise())
        try:
            await listening(paths.of(environment).socket, START_S)
            yield
        finally:
            supervising.cancel()
