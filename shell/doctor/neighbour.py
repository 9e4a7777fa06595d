"""What the daemon does that lives on the same desk."""

import asyncio
from contextlib import suppress

from shell.client import connected
from shell.doctor.case import Case
from shell.errors import ShellError
from shell.marks import Marks
from shell.wire import Now

ANSWER_S = 3.0
"""Seconds it gets to say what it does."""
QUIET = ("listening", "asleep", "muted")
"""Modes in which it moves no hands."""


async def mode_of(case: Case) -> str:
    """Its mode; "none" when no daemon lives here, empty when there is one that does not say."""
    if not case.running:
        return "none"
    with suppress(ShellError, TimeoutError, OSError):
        async with asyncio.timeout(ANSWER_S), connected(case.place.socket) as client:
            async for told in client.watch():
                if isinstance(told, Now):
                    return told.mode
    return ""


def muted_by_user(case: Case) -> bool:
    """Whether a daemon lives here whose microphone the user wants closed; not when it is closed for an examination only."""
    return case.running and Marks(case.place.runtime).muted
