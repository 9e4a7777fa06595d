import asyncio
import os
import socket
import stat
import struct
import sys
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from shell.answers import Remembered, Row, Tried
from shell.client import connected
from shell.control import LONGEST, serving
from shell.errors import NotRunning, ShellError
from shell.event import Asked, Heard, Level, Listening
from shell.session import Session
from shell.wire import Chosen, Found, Listen, Looks, Now, Order, Recall, Request, Say, Set, Try, Watch
from tests.shell.stand import until


@dataclass
class Desk:
    """A service that writes down what it is asked."""

    path: Path
    session: Session = field(default_factory=Session)
    told: list[str] = field(default_factory=list[str])
    open: bool = False

    async def said(self, text: str) -> int:
        self.told.append(f"say {text}")
        return 7

    def answered(self, text: str, by: str = "ui") -> bool:
        self.told.append(f"answer {text} over the {by}")
        return self.open

    async def stopped(self, everything: bool) -> None:
        self.told.append("stop everything" if everything else "stop")

    async def ordered(self, order: Order) -> str:
        self.told.append(f"order {order}")
        return "no such key" if isinstance(order, Set) else ""

    async def inquired(self, question: str, choices: tuple[str, ...]) -> Chosen:
        self.told.append(f"inquire {question}")
        return Chosen(choices[-1])

    async def looked(self, request: Looks) -> Found:
        self.told.append(f"look {request}")
        return Remembered((Row(1, 2.0, "hi"),), 1) if isinstance(request, Recall) else Tried(said="hi", say="what?")


def packed(request: Request) -> bytes:
    """A request as it travels."""
    body = msgspec.msgpack.encode(request)
    return struct.pack(">I", len(body)) + body


@pytest.fixture
async def desk(short_folder: Path) -> AsyncGenerator[Desk]:
    made = Desk(short_folder / "private.sock")
    async with serving(made.path, made.session, made):
        yield made


async def test_what_is_asked_is_done_and_answered(desk: Desk) -> None:
    async with connected(desk.path) as client:
        assert await client.say("open it") == 7
        assert await client.answer("yes") == "no question is open"
        desk.open = True
        assert await client.answer("yes") == ""
        await client.stop()
        await client.stop(everything=True)

    assert desk.told == ["say open it", "answer yes over the ui", "answer yes over the ui", "stop", "stop everything"]


async def test_orders_questions_and_lookups_are_answered_in_kind(desk: Desk) -> None:
    async with connected(desk.path) as client:
        assert await client.order(Listen(False)) == ""
        assert await client.order(Set("color", "red")) == "no such key"
        assert await client.inquire("Which?", ("a", "b")) == Chosen("b")
        assert await client.look(Recall("hi"), Remembered) == Remembered((Row(1, 2.0, "hi"),), 1)
        assert (await client.look(Try("hi"), Tried)).say == "what?"

    assert desk.told[0] == "order Listen(on=False)"


async def test_one_connection_answers_one_request_after_another(desk: Desk) -> None:
    async with connected(desk.path) as client, asyncio.TaskGroup() as group:
        tried = group.create_task(client.look(Try("hi"), Tried))
        turn = group.create_task(client.say("open it"))
        rows = group.create_task(client.look(Recall(), Remembered))

    assert (tried.result().said, turn.result(), rows.result().total) == ("hi", 7, 1)


async def test_who_comes_late_is_told_the_open_question_with_its_digits_only_on_request(desk: Desk) -> None:
    desk.session.publish(Heard(1, 1.0, "pay the rent"))
    desk.session.publish(Asked(1, 2.0, "challenge", "Pay?", "4815"))
    async with connected(desk.path) as client, connected(desk.path) as other:
        shown, plain = await anext(client.watch(digits=True)), await anext(other.watch())

    assert isinstance(shown, Now)
    assert isinstance(plain, Now)
    assert shown.asked == Asked(1, 2.0, "challenge", "Pay?", "4815")
    assert plain.asked == Asked(1, 2.0, "challenge", "Pay?", "••••")
    assert "4815" not in str(shown.recent)
    assert [type(event) for event in shown.recent] == [Heard, Asked]


async def test_levels_only_for_who_asks(desk: Desk) -> None:
    async with connected(desk.path) as client, connected(desk.path) as other:
        screen, program = client.watch(levels=True), other.watch()
        assert isinstance(await anext(screen), Now)
        assert isinstance(await anext(program), Now)
        desk.session.publish(Level(0, 1.0, 0.5))
        desk.session.publish(Heard(1, 2.0, "hi"))
        assert await anext(screen) == Level(0, 1.0, 0.5)
        assert await anext(program) == Heard(1, 2.0, "hi")


async def test_a_watcher_is_told_where_it_is_and_then_every_event(desk: Desk) -> None:
    desk.session.publish(Listening(0, 1.0))
    async with connected(desk.path) as client:
        events = client.watch()
        assert await anext(events) == Now("listening", "", 0, recent=(Listening(0, 1.0),))
        desk.session.publish(Heard(1, 2.0, "hi"))
        assert await anext(events) == Heard(1, 2.0, "hi")


async def test_only_a_watcher_that_asks_for_them_gets_the_digits(desk: Desk) -> None:
    async with connected(desk.path) as curious, connected(desk.path) as face:
        plain, full = curious.watch(), face.watch(digits=True)
        await anext(plain), await anext(full)
        desk.session.publish(Asked(1, 1.0, "challenge", "Pay?", "4719"))
        masked, shown = await anext(plain), await anext(full)

    assert isinstance(masked, Asked)
    assert masked.digits == "••••"
    assert isinstance(shown, Asked)
    assert shown.digits == "4719"


def test_the_socket_is_for_this_user_only(desk: Desk) -> None:
    assert stat.S_IMODE(desk.path.stat().st_mode) == 0o600
    assert stat.S_ISSOCK(desk.path.stat().st_mode)


STRANGER = """
import os, socket, sys
os.setuid(65534)
line = socket.socket(socket.AF_UNIX)
line.settimeout(5)
line.connect(sys.argv[1])
try:
    line.sendall(bytes.fromhex(sys.argv[2]))
    left = line.recv(1)
except (BrokenPipeError, ConnectionResetError):
    left = b""
sys.exit(len(left))
"""
"""Says something as the user nobody; exits with 0 when it is hung up on."""


@pytest.mark.skipif(os.getuid() != 0, reason="needs root to become another user")
async def test_another_user_is_hung_up_on_even_when_the_file_lets_them_in(desk: Desk) -> None:
    desk.path.parent.chmod(0o755)
    desk.path.chmod(0o666)
    process = await asyncio.create_subprocess_exec(sys.executable, "-S", "-c", STRANGER, str(desk.path), packed(Say("delete it all")).hex())

    assert await process.wait() == 0
    assert desk.told == []


@pytest.mark.parametrize(
    "rubbish", [b"GET / HTTP/1.1\r\n\r\n", struct.pack(">I", 5) + b"\xc1\xc1\xc1\xc1\xc1", struct.pack(">I", 3) + b"\xa2hi", b"\x00"]
)
async def test_what_is_no_message_is_hung_up_on_and_nothing_else_suffers(desk: Desk, rubbish: bytes) -> None:
    complaints: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    reader, writer = await asyncio.open_unix_connection(desk.path)
    writer.write(rubbish)
    writer.write_eof()

    assert await reader.read() == b""
    writer.close()
    await writer.wait_closed()
    async with connected(desk.path) as client:
        assert await client.say("still there") == 7
    assert not complaints


async def test_a_sentence_of_any_length_harms_nobody(desk: Desk) -> None:
    async with connected(desk.path) as client:
        assert await client.say("x" * LONGEST) == 7
        with pytest.raises(ShellError, match="not taken: a sentence has at most"):
            await client.say("x" * (LONGEST + 1))
        assert await client.answer("y" * (LONGEST + 1)) != ""
        assert await client.say("short") == 7


async def test_a_watcher_that_never_reads_holds_nobody_up(desk: Desk) -> None:
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.connect(str(desk.path))
        deaf.sendall(packed(Watch()))
        async with connected(desk.path) as client:
            events = client.watch()
            got = [await anext(events)]
            for batch in range(6):
                for number in range(500):
                    desk.session.publish(Heard(batch * 500 + number, 1.0, "x" * 500))
                got += [await anext(events) for _ in range(500)]

    assert [event.turn for event in got[1:]] == list(range(3000))


async def test_a_second_daemon_on_a_dead_one_s_path_serves_and_nothing_is_left(short_folder: Path) -> None:
    path = short_folder / "private.sock"
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))
    with pytest.raises(NotRunning):
        async with connected(path):
            raise AssertionError("a dead socket answered")
    desk = Desk(path)
    async with serving(path, desk.session, desk), connected(path) as client:
        assert await client.say("hi") == 7

    await until(lambda: not path.exists())


async def test_when_it_ends_every_watcher_is_let_go_even_one_that_never_reads(short_folder: Path) -> None:
    desk, ending = Desk(short_folder / "private.sock"), AsyncExitStack()
    await ending.enter_async_context(serving(desk.path, desk.session, desk))
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.connect(str(desk.path))
        deaf.sendall(packed(Watch()))
        async with connected(desk.path) as client, asyncio.timeout(10):
            events = client.watch()
            await anext(events)
            for number in range(900):
                desk.session.publish(Heard(number, 1.0, "x" * 2000))
            assert [event.turn for event in [await anext(events) for _ in range(500)]] == list(range(500))
            await ending.aclose()
            assert len([event async for event in events]) <= 400

    assert not [task for task in asyncio.all_tasks() if "serving" in repr(task)]


async def test_a_watcher_that_hangs_up_is_let_go_at_once(desk: Desk) -> None:
    async with connected(desk.path) as client:
        assert isinstance(await anext(client.watch(levels=True)), Now)
        assert desk.session.watched
    await until(lambda: not desk.session.watched)


async def test_a_look_that_is_not_taken_says_why(desk: Desk) -> None:
    async with connected(desk.path) as client:
        with pytest.raises(ShellError, match="at most"):
            await client.look(Try("a" * (LONGEST + 1)), Tried)
        assert (await client.look(Try("hi"), Tried)).say == "what?"
