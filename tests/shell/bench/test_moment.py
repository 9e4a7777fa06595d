import asyncio
import os
import time
from pathlib import Path

import pytest

from shell.bench.moment import listening, process_of
from shell.control import serving
from shell.errors import NotRunning
from shell.event import Listening
from tests.shell.bus.test_interface import Desktop


async def test_it_waits_for_the_socket_and_then_for_the_event(short_folder: Path) -> None:
    desktop, path = Desktop(), short_folder / "private.sock"
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(listening(path, 10))
        await asyncio.sleep(0.05)
        async with serving(path, desktop.session, desktop):
            await asyncio.sleep(0.05)
            assert not waiting.done()
            said = time.monotonic()
            desktop.session.publish(Listening(0, 1.0))
            assert said <= await waiting < said + 1


async def test_one_that_listens_already_is_known_at_once(short_folder: Path) -> None:
    desktop, path = Desktop(), short_folder / "private.sock"
    desktop.session.publish(Listening(0, 1.0))
    async with serving(path, desktop.session, desktop):
        assert await listening(path, 1) <= time.monotonic()
        assert process_of(path) == os.getpid()


async def test_none_that_listens_in_time_is_told(short_folder: Path) -> None:
    desktop, path = Desktop(), short_folder / "private.sock"
    with pytest.raises(NotRunning):
        await listening(path, 0.1)
    with pytest.raises(NotRunning):
        process_of(path)
    async with serving(path, desktop.session, desktop):
        with pytest.raises(NotRunning):
            await listening(path, 0.1)
