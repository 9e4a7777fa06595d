"""Every key and button that goes down on a display, as its server tells it: a witness beside the hands."""

import asyncio
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress

from agent.display import x11
from agent.display.rawinput import BUTTON, KEY, raw, select

_WRAP = 1 << 32


class Strokes:
    """When they went down, monotonic seconds, in order."""

    def __init__(self) -> None:
        self.at: list[float] = []
        self._told = asyncio.Event()

    def forget(self) -> None:
        """Begin anew."""
        self.at.clear()
        self._told.clear()

    async def begun(self, limit_s: float) -> None:
        """Wait for the first stroke, or until limit_s seconds have passed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(limit_s):
                await self._told.wait()

    def take(self, connection: x11.Connection) -> None:
        """What the server has told by now."""
        with suppress(*x11.Failure):
            while connection.pending_events():
                if (event := raw(connection.next_event())) is not None:
                    self.at.append(monotonic_s(event.at_ms, time.monotonic()))
                    self._told.set()


def monotonic_s(at_ms: int, now: float) -> float:
    """The moment of a server's time, of which 32 bits are left, near `now`; both in seconds of the system's monotonic clock."""
    behind = (round(now * 1000) - at_ms) % _WRAP
    return now - (behind - _WRAP if behind > _WRAP // 2 else behind) / 1000


@contextmanager
def watched(display: str) -> Generator[Strokes]:
    """Watch a display while the block runs. Raises one of x11.Failure when it cannot be opened."""
    connection, strokes = x11.connect(display), Strokes()
    select(connection, KEY, BUTTON)
    loop, descriptor = asyncio.get_running_loop(), connection.fileno()
    loop.add_reader(descriptor, strokes.take, connection)
    try:
        yield strokes
    finally:
        loop.remove_reader(descriptor)
        with suppress(*x11.Failure):
            connection.close()
