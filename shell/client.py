"""The typed other end of the daemon's private socket, for every face and command."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from shell.errors import NotRunning, ShellError
from shell.event import Event
from shell.wire import Chosen, Found, Happened, Inquire, Looks, Now, Order, Reply, Request, Response, Say, Stop, Taken, Watch
from speech.errors import LinkBroken
from speech.link import Link

Kind = TypeVar("Kind", bound=Taken | Chosen | Found)


class Client:
    """One connection to a running daemon: requests and their answers, one after the other."""

    def __init__(self, link: Link[Response, Request]) -> None:
        self._link = link
        self._turn = asyncio.Lock()

    async def say(self, text: str) -> int:
        """Have a sentence done; returns the number of its turn. Raises ShellError when it is not taken."""
        taken = await self._asked(Say(text), Taken)
        if taken.why:
            raise ShellError(f"not taken: {taken.why}")
        return taken.turn

    async def answer(self, text: str) -> str:
        """Answer the open question; returns why it was not taken, empty when it was."""
        return (await self._asked(Reply(text), Taken)).why

    async def stop(self, everything: bool = False) -> None:
        """Stop what runs."""
        await self._asked(Stop(everything), Taken)

    async def order(self, order: Order) -> str:
        """Have it done; returns why it was not, empty when it was."""
        return (await self._asked(order, Taken)).why

    async def inquire(self, question: str, choices: tuple[str, ...]) -> Chosen:
        """Ask the user to choose, aloud and on every face."""
        return await self._asked(Inquire(question, choices), Chosen)

    async def look(self, request: Looks, kind: type[Kind]) -> Kind:
        """What a request that changes nothing finds: `await client.look(Recall("taxes"), Remembered)`."""
        return await self._asked(request, kind)

    async def watch(self, digits: bool = False, levels: bool = False) -> AsyncIterator[Now | Event]:
        """Where the session is, then every event; this connection serves nothing else from then on. Ends with the daemon."""
        await self._link.send(Watch(digits, levels))
        while (response := await self._link.receive()) is not None:
            match response:
                case Happened(event=event):
                    yield event
                case Now():
                    yield response
                case _:
                    pass

    async def _asked(self, request: Request, kind: type[Kind]) -> Kind:
        async with self._turn:
            if not await self._link.send(request):
                raise NotRunning
            while (response := await self._link.receive()) is not None:
                if isinstance(response, kind):
                    return response
                if isinstance(response, Taken):
                    raise ShellError(f"not taken: {response.why}")
        raise NotRunning


@asynccontextmanager
async def connected(path: Path) -> AsyncIterator[Client]:
    """A connection to the daemon at its private socket. Raises NotRunning when none answers, ShellError when it talks nonsense."""
    try:
        reader, writer = await asyncio.open_unix_connection(path)
    except OSError as error:
        raise NotRunning from error
    link: Link[Response, Request] = Link(reader, writer, msgspec.msgpack.Decoder(Response))
    try:
        yield Client(link)
    except LinkBroken as broken:
        raise ShellError(str(broken)) from broken
    finally:
        await link.close()
