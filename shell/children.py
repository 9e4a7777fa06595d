"""Starts Sayso's own processes, so that each ends with its parent."""

import asyncio
import ctypes
import os
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from shell.errors import ShellError

ROOT = Path(__file__).resolve().parent.parent
_PR_SET_PDEATHSIG = 1


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


async def start(
    module: str,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    sockets: Sequence[socket.socket] = (),
    log: Path | None = None,
    terminal: int | None = None,
) -> asyncio.subprocess.Process:
    """Run `python -m module arguments` with these sockets inherited; it gets SIGTERM when this process ends in any way.

    log: where its standard error goes instead of ours; begun anew each time. terminal: a descriptor that becomes its input, output and errors.
    Raises ShellError when it cannot be started, or its log not written.
    """
    try:
        with log.open("wb") if log else nullcontext() as errors:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", module, *arguments,
                env=_with_ours(environment),
                pass_fds=[sock.fileno() for sock in sockets],
                preexec_fn=_die_with_parent,
                start_new_session=True,
                stdin=terminal,
                stdout=terminal,
                stderr=errors if terminal is None else terminal,
            )  # fmt: skip
    except OSError as error:
        raise ShellError(f"{module} cannot be started: {error.filename or sys.executable}: {(error.strerror or str(error)).lower()}") from error


async def told(module: str, arguments: Sequence[str], environment: Mapping[str, str], limit_s: float) -> tuple[bytes, bytes]:
    """What `python -m module arguments` prints, and what it complains about; whatever its exit code.

    Raises TimeoutError after limit_s seconds; the child is ended then, as it is when we are cancelled.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments,
        env=_with_ours(environment),
        preexec_fn=_die_with_parent,
        start_new_session=True,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        async with asyncio.timeout(limit_s):
            return await process.communicate()
    finally:
        await end(process)


def _with_ours(environment: Mapping[str, str]) -> dict[str, str]:
    found = [str(ROOT), *filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))]
    return {**environment, "PYTHONPATH": os.pathsep.join(found)}


async def end(process: asyncio.subprocess.Process, patience_s: float = 5.0) -> int:
    """Ask a child to end, make it end after patience_s seconds; returns its exit code."""
    if process.returncode is None:
        process.terminate()
        try:
            async with asyncio.timeout(patience_s):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
    return process.returncode or 0
