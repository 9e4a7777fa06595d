"""Follows the daemon over its private socket, through every end and new start of it."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from shell.client import connected
from shell.errors import ShellError
from shell.event import Event
from shell.wire import Now

FIRST_S = 0.2
"""Seconds until the first new try."""
MOST_S = 5.0
"""Seconds between two tries at most."""


async def follow(socket: Path, told: Callable[[Now | Event | None], None]) -> None:
    """Call `told` with where the session is and with every event, without digits; with None whenever the daemon is gone. Never ends."""
    wait_s = FIRST_S
    while True:
        try:
            async with connected(socket) as client:
                async for happened in client.watch():
                    wait_s = FIRST_S
                    told(happened)
        except ShellError:
            pass
        told(None)
        await asyncio.sleep(wait_s)
        wait_s = min(MOST_S, 2 * wait_s)
