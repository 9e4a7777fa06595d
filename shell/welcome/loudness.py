"""How loud the user is at the microphone, from the daemon's levels."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from shell.client import connected
from shell.event import Event, Level, Quiet, Said

QUIET, LOUD = 0.35, 0.97
"""Levels below and above which words get lost: -42 and -11 decibels below full scale."""
_SPEECH = 0.5
_ECHO_S = 0.4
_LEAST = 3
"""Tenths of a second of speech below which nothing can be said of it."""


@asynccontextmanager
async def levels(socket: Path, group: asyncio.TaskGroup) -> AsyncGenerator[list[Level]]:
    """The levels while the block runs, kept by a task of the group."""
    kept: list[Level] = []
    begun = asyncio.Event()

    async def follow() -> None:
        """Keep the levels; the first event of any kind says that they come."""
        async with connected(socket) as client:
            async for event in client.watch(levels=True):
                begun.set()
                if isinstance(event, Level):
                    kept.append(event)

    task = group.create_task(follow())
    await begun.wait()
    try:
        yield kept
    finally:
        task.cancel()


def loudness(heard: Sequence[Level], events: Sequence[Event]) -> str:
    """ "quiet", "loud" or "fine" for the user's speech, "silent" when there was none, "lost" when no sound arrives.

    What was heard while our own voice sounded is left out.
    """
    own = _own_speech(events)
    levels = sorted(one.level for one in heard if one.speech >= _SPEECH and not any(began <= one.at <= ended for began, ended in own))
    if len(levels) < _LEAST:
        return "lost" if heard and heard[-1].why else "silent"
    level = levels[len(levels) * 3 // 4]  # words have gaps
    return "quiet" if level < QUIET else "loud" if level > LOUD else "fine"


def _own_speech(events: Sequence[Event]) -> list[tuple[float, float]]:
    """From when to when our own voice sounded, with its echo; monotonic seconds."""
    spans: list[tuple[float, float]] = []
    began: float | None = None
    for event in events:
        if isinstance(event, Said):
            began = event.at
        elif isinstance(event, Quiet) and began is not None:
            spans.append((began, event.at + _ECHO_S))
            began = None
    return spans if began is None else [*spans, (began, float("inf"))]
