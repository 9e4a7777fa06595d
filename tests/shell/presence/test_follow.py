import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from shell.control import Service, serving
from shell.event import Asked, Event, Heard, Quiet
from shell.presence import follow as following
from shell.presence.follow import follow
from shell.session import QUEUE, Session
from shell.wire import Now
from tests.shell.stand import until
from tests.shell.test_control import Desk


@asynccontextmanager
async def followed(socket: Path) -> AsyncIterator[list[Now | Event | None]]:
    told: list[Now | Event | None] = []
    async with asyncio.TaskGroup() as group:
        task = group.create_task(follow(socket, told.append))
        yield told
        task.cancel()


async def test_tells_where_the_session_is_and_what_happens_without_digits(short_folder: Path) -> None:
    session = Session()
    service: Service = Desk(short_folder / "s")
    async with serving(short_folder / "s", session, service), followed(short_folder / "s") as told:
        await until(lambda: bool(told))
        assert isinstance(told[0], Now)
        session.publish(Asked(1, 1.0, "challenge", "Pay?", "4711", (1, 2, 3, 4)))
        await until(lambda: len(told) == 2)
        assert told[1] == Asked(1, 1.0, "challenge", "Pay?", "••••", (1, 2, 3, 4))


async def test_waits_for_the_daemon_and_comes_again_when_it_was_dropped(short_folder: Path) -> None:
    session, said = Session(), Heard(1, 1.0, "hello")
    async with followed(short_folder / "s") as told:
        await until(lambda: told == [None])
        async with serving(short_folder / "s", session, Desk(short_folder / "s")):
            for number in (1, 2):
                await until(lambda number=number: len([one for one in told if isinstance(one, Now)]) == number)
                session.publish(said)
                await until(lambda: told[-1] == said)
                for _ in range(QUEUE + 1):  # more than a listener that gets no turn may leave unread
                    session.publish(Quiet(0, 0.0))
                await until(lambda: told[-1] is None)


@pytest.mark.parametrize("answer", [b"", b"\xff\xff\xff\xff", b"\x00\x00\x00\x02{}"])
async def test_a_daemon_that_talks_nonsense_is_as_good_as_none(short_folder: Path, answer: bytes) -> None:
    calls = 0

    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal calls
        calls += 1
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_unix_server(babble, short_folder / "s")
    async with server, followed(short_folder / "s") as told:
        await until(lambda: calls == 2)
        assert set(told) == {None}


def test_tries_soon_and_then_rarely() -> None:
    assert 0 < following.FIRST_S <= 0.5
    assert following.FIRST_S < following.MOST_S <= 10
