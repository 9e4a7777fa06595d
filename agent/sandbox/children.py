"""The processes that a virtual desk runs: started with a death signal, ended by their ids."""

import asyncio
import os
import shutil
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from agent.sandbox import warden
from agent.sandbox.errors import DeskError

GRACE_S = 1.0
"""Seconds a server gets to end by itself before it is killed."""


class Children:
    """Owns every process of one desk, also those that programs on it started."""

    def __init__(self, mark: str, folders: Sequence[Path], log: Callable[[str], None]) -> None:
        self.mark = mark
        """Value of the environment variable that all of them carry."""
        self._folders = [str(folder) for folder in folders]
        self._log = log
        self._running: list[tuple[str, Process]] = []
        self._warden: Process | None = None

    async def guard(self) -> None:
        """Start the warden, which cleans up when we are killed."""
        self._warden = await asyncio.create_subprocess_exec(
            sys.executable, "-I", "-S", warden.__file__, self.mark, *self._folders, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
        )

    async def start(
        self, argv: Sequence[str], environment: Mapping[str, str], package: str, fds: Sequence[int] = (), stdout: int = DEVNULL, die: str = "KILL"
    ) -> Process:
        """Start a server that gets the signal `die` when we end; raises DeskError naming the package when it is not installed."""
        program = find(argv[0], environment, package)
        self._log(f"starting {os.path.basename(program)}")
        process = await asyncio.create_subprocess_exec(
            find("setpriv", environment, "util-linux"), "--pdeathsig", die, "--", program, *argv[1:],
            env=dict(environment), stdin=DEVNULL, stdout=stdout, stderr=DEVNULL, pass_fds=fds, start_new_session=True,
        )  # fmt: skip
        self._running.append((os.path.basename(program), process))
        return process

    async def end(self) -> None:
        """End every server, newest first, then whatever else still carries the mark, and remove the folders."""
        for name, process in reversed(self._running):
            await _end(process)
            self._log(f"ended {name}")
        self._running.clear()
        strays = await asyncio.to_thread(warden.sweep, self.mark)
        if strays:
            self._log(f"ended {strays} programs of the desk")
        for folder in self._folders:
            await asyncio.to_thread(warden.remove, folder)
        if self._warden is not None and self._warden.stdin is not None:
            self._warden.stdin.close()
            await self._warden.wait()
            self._warden = None


def find(program: str, environment: Mapping[str, str], package: str) -> str:
    """Absolute path of a program; raises DeskError naming the apt package when it is missing."""
    path = program if os.path.isabs(program) and os.access(program, os.X_OK) else shutil.which(program, path=environment.get("PATH", os.defpath))
    if path is None or not os.path.exists(path):
        raise DeskError(f"{os.path.basename(program)} is not installed: sudo apt-get install {package}")
    return path


async def _end(process: Process) -> None:
    if process.returncode is not None:
        return
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    try:
        async with asyncio.timeout(GRACE_S):
            await process.wait()
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
