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

from shell.event import masked
from shell.session import Session
from shell.wire import Happened, Now, Reply, Request, Response, Say, Stop, Taken, Watch
from speech.errors import LinkBroken
from speech.link import Link

LONGEST = 10_000
"""Characters of a sentence; a longer one is not taken."""


class Service(Protocol):
    """What the daemon does for a program."""

    async def said(self, text: str) -> int:
        """A typed sentence; returns its turn."""
        ...

    def answered(self, text: str) -> bool:
        """A typed answer; whether a question was open."""
        ...

    async def stopped(self, everything: bool) -> None:
        """Stop."""
        ...


@asynccontextmanager
async def serving(path: Path, session: Session, service: Service) -> AsyncIterator[None]:
    """Serve programs on a Unix socket at path until the block ends."""
    path.unlink(missing_ok=True)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if _peer(writer) != os.getuid():
            writer.close()
            return
        link: Link[Request, Response] = Link(reader, writer, msgspec.msgpack.Decoder(Request))
        # A program that sends something else than messages is hung up on, no more.
        with contextlib.suppress(asyncio.CancelledError, LinkBroken):
            await _serve(link, session, service)

    server = await asyncio.start_unix_server(serve, path)
    path.chmod(0o600)
    try:
        yield
    finally:
        server.close()
        path.unlink(missing_ok=True)


async def _serve(link: Link[Request, Response], session: Session, service: Service) -> None:
    try:
        while (request := await link.receive()) is not None:
            match request:
                case Say(text=text) | Reply(text=text) if len(text) > LONGEST:
                    await link.send(Taken(why=f"a sentence has at most {LONGEST} characters"))
                case Say(text=text):
                    await link.send(Taken(await service.said(text)))
                case Reply(text=text):
                    await link.send(Taken() if service.answered(text) else Taken(why="no question is open"))
                case Stop(everything=everything):
                    await service.stopped(everything)
                    await link.send(Taken())
                case Watch(digits=digits):
                    await _watch(link, session, digits)
    finally:
        await link.close()


async def _watch(link: Link[Request, Response], session: Session, digits: bool) -> None:
    with session.listener() as events:
        state = session.state
        if not await link.send(Now(state.mode, state.question, state.turn)):
            return
        while (event := await events.get()) is not None:
            if not await link.send(Happened(event if digits else masked(event))):
                return


def _peer(writer: asyncio.StreamWriter) -> int:
    sock = writer.get_extra_info("socket")
    _, uid, _ = struct.unpack("3i", sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))
    return int(uid)
