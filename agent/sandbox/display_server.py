"""A virtual X display and a window manager on it."""

import asyncio
import os
import select
import time
from collections.abc import Mapping

from agent.display import x11
from agent.sandbox.children import Children
from agent.sandbox.errors import DeskError

SCREEN = "1280x800x24"
"""Width, height and depth of a virtual display, in pixels and bits."""
READY_S = 10.0
"""Seconds until we give up on a server."""


async def start_display(children: Children, environment: Mapping[str, str]) -> str:
    """Start Xvfb on a free number; returns the display name (":7") once it takes connections."""
    ours, theirs = os.pipe()
    argv = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset", "-ac"]
    try:
        # TERM instead of KILL, so that it removes its lock file.
        await children.start(argv, environment, "xvfb", fds=[theirs], die="TERM")
    except DeskError:
        os.close(ours)
        raise
    finally:
        os.close(theirs)
    number = await _line(ours)
    if not number.isdigit():
        raise DeskError("Xvfb ended before its display was ready; run it by hand to see why: Xvfb -displayfd 1")
    return f":{number}"


async def start_window_manager(children: Children, environment: Mapping[str, str], display: str) -> None:
    """Start openbox and wait until it manages windows."""
    process = await children.start(["openbox", "--sm-disable"], environment, "openbox")
    if not await asyncio.to_thread(wait_managed, display, READY_S):
        raise DeskError(f"openbox does not manage windows on {display}" + (" (it ended)" if process.returncode is not None else ""))


def wait_managed(display: str, limit_s: float) -> bool:
    """Block until a window manager answers on the display, at most limit_s seconds; returns whether it does."""
    deadline = time.monotonic() + limit_s
    connection = x11.connect(display)
    try:
        root = connection.screen().root
        root.change_attributes(event_mask=x11.X.PropertyChangeMask)
        connection.sync()
        while not x11.managed(connection):
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            if not connection.pending_events():
                select.select([connection.fileno()], [], [], left)
            while connection.pending_events():
                connection.next_event()
        return True
    finally:
        connection.close()


async def _line(descriptor: int) -> str:
    reader = asyncio.StreamReader()
    pipe = os.fdopen(descriptor, "rb", 0)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
    try:
        async with asyncio.timeout(READY_S):
            return (await reader.readline()).decode().strip()
    except TimeoutError:
        return ""
    finally:
        transport.close()
