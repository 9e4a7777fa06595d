"""One virtual desk for all tests, and programs on it."""

import asyncio
import os
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from agent.display.windows import Windows
from agent.hands.screen import ScreenHands
from agent.hands.stopline import StopLine
from agent.sandbox.desk import virtual_desk

Launch = Callable[..., Awaitable[int]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def desk() -> AsyncGenerator[Desk]:
    """A desk of our own, started once."""
    async with virtual_desk(None, True, os.environ, lambda line: None) as made:
        yield made


@pytest.fixture
async def launch(desk: Desk, tmp_path: Path) -> AsyncGenerator[Launch]:
    """Starts a program on the desk (returns its pid) and ends it after the test."""
    started: list[asyncio.subprocess.Process] = []
    # An editor that was killed would ask at its next start whether to restore what was in it.
    fresh = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}

    async def start(*argv: str) -> int:
        null = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(
            *argv, env={**desk.environment, **fresh}, stdin=null, stdout=null, stderr=null, start_new_session=True, cwd=desk.environment["HOME"]
        )
        started.append(process)
        return process.pid

    yield start
    for process in started:
        if process.returncode is None:
            process.kill()
        await process.wait()
    await _bare(desk)


@pytest.fixture
async def eyes(desk: Desk) -> AsyncGenerator[X11Eyes]:
    """Eyes on the desk."""
    made = X11Eyes(desk)
    await made.open()
    yield made
    await made.close()


@pytest.fixture
def stop() -> Iterator[tuple[StopLine, socket.socket]]:
    """A stop line and the end on which stop is said."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield StopLine(ours), theirs


@pytest.fixture
async def hands(desk: Desk, stop: tuple[StopLine, socket.socket]) -> AsyncGenerator[ScreenHands]:
    """Hands on the desk."""
    made = ScreenHands(desk, stop[0])
    yield made
    await made.close()


async def _bare(desk: Desk) -> None:
    """The window manager has noticed that every window is gone."""
    windows, stirred = Windows(desk.display), asyncio.Event()
    windows.watch(stirred.set)
    while windows.listed():
        stirred.clear()
        await asyncio.wait_for(stirred.wait(), 5)
    windows.close()
