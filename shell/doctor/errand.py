"""A child that does what may hang: it gets orders, gives reports, and is killed when it keeps us waiting."""

import asyncio
import os
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec

from shell import children
from shell.errors import ShellError
from speech.link import Link

_GRACE_S = 0.5


class Errand:
    """The parent's end."""

    def __init__(self, link: Link[Any, Any], process: asyncio.subprocess.Process) -> None:
        self._link = link
        self._process = process
        self.lost = False
        """Whether it hung or ended: nothing more can be asked."""

    async def ask(self, order: msgspec.Struct, limit_s: float) -> Any:
        """Its report on an order. Raises TimeoutError after limit_s seconds (the child is then ended), ShellError when it ended by itself."""
        if self.lost:
            raise ShellError("the trial before this one did not come back")
        try:
            async with asyncio.timeout(limit_s):
                report = await self._link.receive() if await self._link.send(order) else None
        except TimeoutError:
            self.lost = True
            await children.end(self._process, _GRACE_S)
            raise
        if report is None:
            self.lost = True
            code = await children.end(self._process, _GRACE_S)
            raise ShellError(f"the trial ended by itself (exit code {code})")
        return report


@asynccontextmanager
async def sent(module: str, environment: Mapping[str, str], reports: Any) -> AsyncGenerator[Errand]:
    """A child that runs this module for as long as the block; `reports` is the union of what it reports."""
    ours, theirs = socket.socketpair()
    # What sound libraries write on standard error is not for the user.
    process = await children.start(module, [str(theirs.fileno())], environment, (theirs,), log=Path(os.devnull))
    theirs.close()
    link = await _linked(ours, reports)
    try:
        yield Errand(link, process)
    finally:
        await children.end(process, _GRACE_S)
        await link.close()


async def obey(descriptor: int, orders: Any, done: Callable[[Any], Awaitable[msgspec.Struct]]) -> None:
    """The child's life: do each order and send its report, until the parent is gone."""
    link = await _linked(socket.socket(fileno=descriptor), orders)
    while (order := await link.receive()) is not None:
        await link.send(await done(order))


async def _linked(sock: socket.socket, kinds: Any) -> Link[Any, Any]:
    sock.setblocking(False)
    reader, writer = await asyncio.open_unix_connection(sock=sock)
    return Link(reader, writer, msgspec.msgpack.Decoder(kinds))
