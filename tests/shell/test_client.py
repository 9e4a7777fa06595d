import asyncio
import struct
from pathlib import Path

import pytest

from shell.client import connected
from shell.errors import NotRunning


async def test_where_nobody_listens_it_says_how_to_start(short_folder: Path) -> None:
    with pytest.raises(NotRunning, match="start it with `sayso run`"):
        async with connected(short_folder / "nobody.sock"):
            raise AssertionError("connected to nobody")


@pytest.mark.parametrize("answer", [b"", struct.pack(">I", 9)])
async def test_a_daemon_that_dies_before_it_answers_is_not_running(short_folder: Path, answer: bytes) -> None:
    async def die(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(4)
        writer.write(answer)
        writer.close()

    server = await asyncio.start_unix_server(die, short_folder / "dying.sock")
    async with server, connected(short_folder / "dying.sock") as client:
        with pytest.raises(NotRunning):
            await client.say("hello")


async def test_watching_ends_with_the_daemon(short_folder: Path) -> None:
    async def die(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(4)
        writer.close()

    server = await asyncio.start_unix_server(die, short_folder / "dying.sock")
    async with server, connected(short_folder / "dying.sock") as client:
        assert [event async for event in client.watch()] == []
