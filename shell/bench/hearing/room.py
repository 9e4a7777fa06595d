"""A room of its own for real ears: a private sound server that can be killed and started again, and the ears process as the shell starts it."""

import asyncio
import os
import secrets
import socket
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from agent.display.desk import Desk
from agent.sandbox.children import Children
from agent.sandbox.sound_server import start_sound
from agent.sandbox.warden import MARK
from shell import children
from shell.config import Config
from shell.ears import started
from shell.errors import ShellError
from shell.session import Session
from shell.voice import Voice
from speech import models
from speech.messages import Failed, Ready, Report

LIMIT_S = 30.0
"""Seconds until a report that does not come is given up."""
Kind = TypeVar("Kind", bound=Report)


class Room:
    """What is in it; `ears` starts them."""

    process: asyncio.subprocess.Process
    """The ears process."""
    voice: Voice
    """Says sentences through it."""

    def __init__(self, servers: Children, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.folder = folder
        """For files; removed with the room."""
        self.socket = Path(desk.sound.removeprefix("unix:"))
        """Where the sound server takes connections."""
        self._servers = servers
        self._reports: asyncio.Queue[Report] = asyncio.Queue()

    async def restart(self) -> None:
        """Start the sound server again, and wait until it answers. Raises DeskError."""
        await start_sound(self._servers, self.desk.environment, self.folder)

    async def next(self, kind: type[Kind]) -> Kind:
        """The next report of a kind, those before it dropped. Raises ShellError when none comes."""
        try:
            async with asyncio.timeout(LIMIT_S):
                while not isinstance(report := await self._reports.get(), kind):
                    if isinstance(report, Failed):
                        raise ShellError(f"bench ears: {report.why}")
                return report
        except TimeoutError:
            raise ShellError(f"bench ears: the ears told of no {kind.__name__} in {LIMIT_S:.0f} s") from None

    @asynccontextmanager
    async def ears(self) -> AsyncGenerator[None]:
        """Ears that listen, for as long as the block. Raises ShellError when they cannot be started."""
        stop, theirs = socket.socketpair()
        with stop:
            ears = await started(self.desk, Config(), Session(), theirs)
            self.process, self.voice = ears.process, ears.voice
            async with asyncio.TaskGroup() as group:
                reading = group.create_task(self._read())
                try:
                    await self.next(Ready)
                    yield
                finally:
                    await ears.voice.quit()
                    await children.end(ears.process)
                    reading.cancel()

    async def _read(self) -> None:
        async for report in self.voice.reports():
            self._reports.put_nowait(report)


@asynccontextmanager
async def room() -> AsyncGenerator[Room]:
    """One with a sound server that nobody else uses. Raises DeskError when there is none here."""
    folder = Path(tempfile.mkdtemp(prefix="sayso-bench-"))
    servers = Children(f"{folder.name}-{secrets.token_hex(4)}", [folder], lambda _: None)
    own = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), MARK: servers.mark, "SAYSO_MODELS": str(models.root())}
    environment = {**os.environ, **own}
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        environment.pop(name, None)
    try:
        await servers.guard()
        sound = await start_sound(servers, environment, folder)
        yield Room(servers, Desk("", {**environment, "PULSE_SERVER": sound}, frozenset({"sound"}), sound), folder)
    finally:
        await asyncio.shield(servers.end())
