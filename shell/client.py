"""The typed other end of the daemon's private socket, for every face and command."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from shell.errors import NotRunning, ShellError
from shell.event import Event
from shell.wire import Happened, Now, Reply, Request, Response, Say, Stop, Taken, Watch
from speech.link import Link


class Client:
    """One connection to a running daemon."""

    def __init__(self, link: Link[Response, Request]) -> None:
        self._link = link

    async def say(self, text: str) -> int:
        """Have a sentence done; returns the number of its turn. Raises ShellError when it is not taken."""
        taken = await self._asked(Say(text))
        if taken.why:
            raise ShellError(f"not taken: {taken.why}")
        return taken.turn

    async def answer(self, text: str) -> str:
        """Answer the open question; returns why it was not taken, empty when it was."""
        return (await self._asked(Reply(text))).why

    async def stop(self, everything: bool = False) -> None:
        """Stop what runs."""
        await self._asked(Stop(everything))

    async def watch(self, digits: bool = False) -> AsyncIterator[Now | Event]:
        """Where the session is, then every event; this connection serves nothing else from then on. Ends with the daemon."""
        await self._link.send(Watch(digits))
        while (response := await self._link.receive()) is not None:
            match response:
                case Happened(event=event):
                    yield event
                case Now():
                    yield response
                case _:
                    pass

    async def _asked(self, request: Request) -> Taken:
        if not await self._link.send(request):
            raise NotRunning
        while (response := await self._link.receive()) is not None:
            if isinstance(response, Taken):
                return response
        raise NotRunning


@asynccontextmanager
async def connected(path: Path) -> AsyncIterator[Client]:
    """A connection to the daemon at its private socket. Raises NotRunning when none answers."""
    try:
        reader, writer = await asyncio.open_unix_connection(path)
    except OSError as error:
        raise NotRunning from error
    link: Link[Response, Request] = Link(reader, writer, msgspec.msgpack.Decoder(Response))
    try:
        yield Client(link)
    finally:
        await link.close()
