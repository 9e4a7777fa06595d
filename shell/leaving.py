"""Logging out by voice: the log-in session's own object on the session bus."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from dbus_next.errors import DBusError
from dbus_next.service import ServiceInterface, method

from shell import paths
from shell.bus.connection import NoBus, connected_to
from shell.client import connected
from shell.errors import ShellError
from shell.event import Quiet
from shell.wire import Now

NAME, PATH = "org.sayso.Session1", "/org/sayso/Session1"
"""What a policy's step calls; see policies/session."""
GOOD_BYE_S = 6.0
"""Seconds the voice gets to finish what it says."""


class Session1(ServiceInterface):
    """The log-in session."""

    def __init__(self, leave: asyncio.Event) -> None:
        super().__init__(NAME)
        self._leave = leave

    @method()
    def LogOut(self) -> None:
        """End the session and everything in it. Whoever calls this has asked the user."""
        self._leave.set()


@asynccontextmanager
async def offered(environment: Mapping[str, str], over: asyncio.Event) -> AsyncIterator[None]:
    """Take LogOut calls for as long as the block; the good-bye is heard before `over` is set. Without a bus nothing is offered."""
    leave = asyncio.Event()

    async def offer() -> None:
        """Take calls for as long as there is a bus."""
        with suppress(NoBus, OSError, EOFError, DBusError):  # a bus that goes away takes nothing but this with it
            async with connected_to(environment.get("DBUS_SESSION_BUS_ADDRESS", "")) as bus:
                bus.export(PATH, Session1(leave))
                await bus.request_name(NAME)
                await bus.ended()

    async def go() -> None:
        """Leave when asked, after the good-bye or the time that it gets."""
        await leave.wait()
        with suppress(TimeoutError, ShellError):
            async with asyncio.timeout(GOOD_BYE_S):
                await _said(paths.of(environment).socket)
        over.set()

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(offer()), group.create_task(go())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()


async def _said(socket: Path) -> None:
    """Wait until the voice has said good-bye, or the daemon is gone."""
    async with connected(socket) as client:
        async for happened in client.watch():
            if isinstance(happened, Quiet) or (isinstance(happened, Now) and happened.mode == "asleep"):
                return
