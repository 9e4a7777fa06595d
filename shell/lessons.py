"""Starts the welcome when the user asks for it: a program of its own, beside the daemon."""

import asyncio
import time
from asyncio.subprocess import Process

from agent.display.desk import Desk
from shell import children, paths
from shell.errors import ShellError
from shell.event import Failed
from shell.paths import private_folder
from shell.session import Session
from shell.welcome.progress import wanted

INVITATION = "Welcome to Sayso. Say “teach me”, and I will show you how I work."


class Lessons:
    """One welcome at a time."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self._desk = desk
        self._session = session
        self._asked = asyncio.Event()

    @property
    def invitation(self) -> str:
        """What to say at the start to somebody who was never taught; else empty."""
        return INVITATION if wanted(paths.of(self._desk.environment)) else ""

    def begin(self) -> None:
        """Begin, or go on where it was left; nothing when it is going on already."""
        self._asked.set()

    async def run(self) -> None:
        """Give them as they are asked for, until cancelled; one that cannot be given is told."""
        while True:
            await self._asked.wait()
            try:
                await self._given()
            except ShellError as error:
                self._session.publish(Failed(self._session.state.turn, time.monotonic(), f"I cannot show you how I work: {error}"))
            self._asked.clear()

    async def _given(self) -> None:
        """One, to its end. Raises ShellError when it cannot be started."""
        log = private_folder(paths.of(self._desk.environment).state) / "welcome.log"
        process: Process = await children.start("shell", ("welcome",), self._desk.environment, log=log)
        try:
            await process.wait()
        finally:
            await children.end(process)
