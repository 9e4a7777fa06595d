"""The daemon's private socket: this user's programs only, checked by peer credentials."""

import asyncio
import contextlib
import os
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

import msgspec

from shell.event import Asked, Event, masked
from shell.session import Session
from shell.wire import Chosen, Found, Happened, Inquire, Looks, Now, Order, Reply, Request, Response, Say, Stop, Taken, Tell, Try, Watch
from speech.errors import LinkBroken
from speech.link import Link

LONGEST = 10_000
"""Characters of a sentence; a longer one is not taken."""


class Service(Protocol):
    """What the daemon does for a program."""

    async def said(self, text: str) -> int:
        """A typed sentence; returns its turn."""
        ...

    def answered(self, text: str, by: str = "ui") -> bool:
        """A typed answer, from the private socket ("ui") or the session bus ("bus"); whether it was taken."""
        ...

    async def stopped(self, everything: bool) -> None:
        """Stop."""
        ...

    async def ordered(self, order: Order) -> str:
        """Do it; returns why not, empty when it was done."""
        ...

    async def inquired(self, question: str, choices: tuple[str, ...]) -> Chosen:
        """Have the user choose."""
        ...

    async def looked(self, request: Looks) -> Found:
        """Find out something that changes nothing."""
        ...


@asynccontextmanager
async def serving(path: Path, session: Session, service: Service) -> AsyncIterator[None]:
    """Serve programs on a Unix socket at path until the block ends."""
    path.unlink(missing_ok=True)
    lines: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One program, until it hangs up; another user's is hung up on at once."""
        if _peer(writer) != os.getuid():
            writer.close()
            return
        link: Link[Request, Response] = Link(reader, writer, msgspec.msgpack.Decoder(Request))
        task = asyncio.current_task()
        assert task is not None
        lines[task] = writer
        # A program that sends something else than messages is hung up on, no more.
        with contextlib.suppress(asyncio.CancelledError, LinkBroken):
            await _serve(link, session, service)
        lines.pop(task)

    server = await asyncio.start_unix_server(serve, path)
    path.chmod(0o600)
    try:
        yield
    finally:
        server.close()
        path.unlink(missing_ok=True)
        for task, writer in lines.items():
            task.cancel()  # a watcher would wait for events that nobody sends any more
            writer.transport.abort()  # and one that does not read would never let go
        if lines:
            await asyncio.wait(lines)


async def _serve(link: Link[Request, Response], session: Session, service: Service) -> None:
    try:
        while (request := await link.receive()) is not None:
            if isinstance(request, Watch):
                await _watch(link, session, request)
                return  # hung up on: whoever was too slow learns it and comes again
            else:
                await link.send(await _answer(request, service))
    finally:
        await link.close()


async def _answer(request: Request, service: Service) -> Response:
    match request:
        case Say(text=text) | Reply(text=text) | Tell(text=text) | Try(text=text) if len(text) > LONGEST:
            return Taken(why=f"a sentence has at most {LONGEST} characters")
        case Say(text=text):
            return Taken(await service.said(text))
        case Reply(text=text):
            return Taken() if service.answered(text) else Taken(why="no question is open")
        case Stop(everything=everything):
            await service.stopped(everything)
            return Taken()
        case Inquire(question=question, choices=choices):
            return await service.inquired(question, choices)
        case _ if isinstance(request, Order):
            return Taken(why=await service.ordered(request))
        case _ if isinstance(request, Looks):
            return await service.looked(request)
        case _:
            return Taken(why="not known here")


async def _watch(link: Link[Request, Response], session: Session, wanted: Watch) -> None:
    with session.listener(wanted.levels) as events:
        state, asked = session.state, session.state.asked
        if asked is not None and not wanted.digits:
            shown = masked(asked)
            asked = shown if isinstance(shown, Asked) else None
        recent = tuple(masked(event) for event in session.recent)
        where = (state.mode, state.question, state.turn, asked, state.speaking, state.devices, recent, state.asleep, state.muted)
        if not await link.send(Now(*where, state.heeds, state.cue)):
            return
        async with asyncio.TaskGroup() as group:
            gone = group.create_task(_end_with(link, events))
            while (event := await events.get()) is not None:
                if not await link.send(Happened(event if wanted.digits else masked(event))):
                    break
            gone.cancel()


async def _end_with(link: Link[Request, Response], events: "asyncio.Queue[Event | None]") -> None:
    """End the events when the watcher hangs up; it has nothing more to say."""
    with contextlib.suppress(LinkBroken):
        await link.receive()
    with contextlib.suppress(asyncio.QueueFull):  # then it ends by itself: the watcher does not take them
        events.put_nowait(None)


def _peer(writer: asyncio.StreamWriter) -> int:
    sock = writer.get_extra_info("socket")
    _, uid, _ = struct.unpack("3i", sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))
    return int(uid)
