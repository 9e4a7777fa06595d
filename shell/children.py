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

ROOT = Path(__file__).resolve().parent.parent
_PR_SET_PDEATHSIG = 1


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


async def start(
    module: str, arguments: Sequence[str], environment: Mapping[str, str], sockets: Sequence[socket.socket] = (), log: Path | None = None
) -> asyncio.subprocess.Process:
    """Run `python -m module arguments` with these sockets inherited; it gets SIGTERM when this process ends in any way.

    log: where its standard error goes instead of ours; begun anew each time.
    """
    found = [str(ROOT), *filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))]
    with log.open("wb") if log else nullcontext() as errors:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, *arguments,
            env={**environment, "PYTHONPATH": os.pathsep.join(found)},
            pass_fds=[sock.fileno() for sock in sockets],
            preexec_fn=_die_with_parent,
            start_new_session=True,
            stderr=errors,
        )  # fmt: skip


async def end(process: asyncio.subprocess.Process, patience_s: float = 5.0) -> int:
    """Ask a child to end, make it end after patience_s seconds; returns its exit code."""
    if process.returncode is None:
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), patience_s)
        except TimeoutError:
            process.kill()
            await process.wait()
    return process.returncode or 0
