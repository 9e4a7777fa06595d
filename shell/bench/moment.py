"""When a daemon listens, and which process it is, as its private socket tells."""

import asyncio
import socket
import struct
import time
from pathlib import Path

from shell.client import connected
from shell.errors import NotRunning
from shell.event import Listening
from shell.wire import Now

_AGAIN_S = 0.02
"""Seconds between two tries to connect: how exactly the moment is known."""


async def listening(path: Path, limit_s: float) -> float:
    """Wait until the daemon at this socket listens; the moment in monotonic seconds. Raises NotRunning when it does not in limit_s seconds."""
    try:
        async with asyncio.timeout(limit_s):
            while True:
                try:
                    async with connected(path) as client:
                        async for event in client.watch():
                            if (isinstance(event, Now) and event.mode != "starting") or (isinstance(event, Listening) and not event.speech):
                                return time.monotonic()
                except NotRunning:
                    pass
                await asyncio.sleep(_AGAIN_S)
    except TimeoutError:
        raise NotRunning from None


def process_of(path: Path) -> int:
    """The id, as this process sees it, of the daemon that serves a private socket. Raises NotRunning."""
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(path))
        except OSError as error:
            raise NotRunning from error
        given = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return int(struct.unpack("3i", given)[0])
