import asyncio
import struct
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual.message import Message

from shell.answers import Offered
from shell.control import LONGEST
from shell.event import Heard, Listening
from shell.session import Session
from shell.ui.daemon import GONE, Connected, Daemon, Happening, Lost
from shell.wire import Mute, Offers
from tests.shell.stand import until
from tests.shell.ui.house import House, house


@dataclass
class Follower:
    """Who follows a daemon: what was posted to them and what they were told."""

    path: Path
    got: list[Message] = field(default_factory=list[Message])
    told: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        self.daemon = Daemon(self.path, self.got.append, self.told.append)

    def kinds(self) -> list[type[Message]]:
        return [type(message) for message in self.got if not (isinstance(message, Happening) and isinstance(message.event, Listening))]


@pytest.fixture
async def at(short_folder: Path) -> AsyncGenerator[House]:
    async with house(short_folder) as made:
        yield made


async def test_it_is_followed_and_looked_for_again(at: House) -> None:
    who = Follower(at.path)
    async with asyncio.TaskGroup() as group:
        following = group.create_task(who.daemon.follow())
        await until(lambda: who.daemon.there)
        at.tell(Heard(1, 1.0, "hi"))
        await until(lambda: Happening in who.kinds())
        await at.close()
        await until(lambda: Lost in who.kinds() and not who.daemon.there)
        await at.open(Session())
        await until(lambda: who.daemon.there)
        following.cancel()

    assert who.kinds()[:2] == [Connected, Happening]
    assert who.kinds()[-1] is Connected


async def test_once_means_until_it_is_gone(short_folder: Path) -> None:
    who = Follower(short_folder / "nobody.sock")
    async with asyncio.timeout(5):
        await who.daemon.follow(once=True)

    assert who.kinds() == [Lost]


async def test_it_is_asked_and_answers(at: House) -> None:
    who = Follower(at.path)

    assert await who.daemon.say("open it")
    assert await who.daemon.answer("yes")
    assert await who.daemon.order(Mute(True)) == ""
    await who.daemon.stop(everything=True)
    offered = await who.daemon.look(Offers(), Offered)
    assert offered is not None
    assert offered.phrases
    assert at.service.told == ["say open it", "answer yes", "Mute(on=True)", "stop everything"]
    assert who.told == []


async def test_without_a_daemon_nothing_raises_and_it_is_said_once(short_folder: Path) -> None:
    who = Follower(short_folder / "nobody.sock")

    assert not await who.daemon.say("hi")
    assert not await who.daemon.answer("yes")
    await who.daemon.stop()
    assert await who.daemon.order(Mute(True)) == GONE
    assert await who.daemon.look(Offers(), Offered) is None
    assert who.told == [GONE]


async def test_what_is_not_taken_is_said_each_time(at: House) -> None:
    who = Follower(at.path)

    assert not await who.daemon.say("x" * (LONGEST + 1))
    assert not await who.daemon.answer("x" * (LONGEST + 1))
    assert len(who.told) == 2
    assert all("at most" in line for line in who.told)


async def test_a_daemon_that_talks_nonsense_is_trouble_not_an_end(short_folder: Path) -> None:
    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(4)
        writer.write(struct.pack(">I", 2) + b"\xc1\xc1")
        writer.close()

    server = await asyncio.start_unix_server(babble, short_folder / "mad.sock")
    who = Follower(short_folder / "mad.sock")
    async with server:
        assert not await who.daemon.say("hi")
        await who.daemon.follow(once=True)

    assert len(who.told) == 1
    assert "restart sayso" in who.told[0]


async def test_a_slow_request_holds_up_no_stop(at: House) -> None:
    who, gate = Follower(at.path), asyncio.Event()

    async def slow(text: str) -> int:
        await gate.wait()
        return 1

    at.service.said = slow
    async with asyncio.TaskGroup() as group:
        saying = group.create_task(who.daemon.say("long"))
        await who.daemon.stop()
        assert not saying.done()
        gate.set()

    assert at.service.told == ["stop"]
