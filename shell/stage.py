"""A daemon as a child: started on a desk, known to be ready, ended with its parent."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from agent.display.desk import Desk
from shell import children, paths
from shell.errors import ShellError

READY_S = 60.0
"""Seconds the daemon gets to take connections."""


class Digits:
    """The digits of the last challenge, through the test-only file descriptor."""

    def __init__(self) -> None:
        self._ours, self.theirs = socket.socketpair()
        self._ours.setblocking(False)
        self._text = ""

    def last(self) -> str:
        """The digits last asked for; empty before the first."""
        try:
            while told := self._ours.recv(64):
                self._text = told.decode().split()[-1]
        except BlockingIOError:
            pass
        return self._text

    def close(self) -> None:
        """Let go of the descriptor."""
        self._ours.close()


@dataclass(frozen=True, slots=True)
class Stage:
    """A running daemon."""

    process: asyncio.subprocess.Process
    socket: Path
    """Its private socket."""
    digits: Digits


@asynccontextmanager
async def staged(desk: Desk, record: Path | None, test: bool) -> AsyncIterator[Stage]:
    """Start a daemon on the desk and end it with the block. test: challenge digits are passed on. Raises ShellError when it does not start."""
    ready, theirs = socket.socketpair()
    ready.setblocking(False)
    digits = Digits()
    arguments = ["daemon", "--ready-fd", str(theirs.fileno())]
    arguments += ["--record", str(record)] if record else []
    arguments += ["--challenge-fd", str(digits.theirs.fileno())] if test else []
    arguments += ["--no-greeting"] if "sound" in desk.virtual else []  # nobody is there to hear it
    process = await children.start("shell", arguments, desk.environment, (theirs, digits.theirs))
    theirs.close()
    digits.theirs.close()
    try:
        if not await _told(ready):
            raise ShellError("the daemon did not start; the line above says why")
        yield Stage(process, paths.of(desk.environment).socket, digits)
    finally:
        ready.close()
        await children.end(process)
        digits.close()


async def _told(ready: socket.socket) -> bool:
    """Whether the daemon said that it takes connections."""
    try:
        async with asyncio.timeout(READY_S):
            return bool(await asyncio.get_running_loop().sock_recv(ready, 8))
    except TimeoutError:
        return False


def tell_ready(descriptor: int | None) -> None:
    """Called in the daemon once it takes connections."""
    if descriptor is not None:
        os.write(descriptor, b"ready")
        os.close(descriptor)
