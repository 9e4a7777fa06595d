"""Whether anything moved on the desk: one place that every source of events tells."""

import asyncio
from collections.abc import Callable


class Stir:
    """Counts events and lets others wait for the next one; never polls."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._again = asyncio.Event()
        self.count = 0
        """Events so far."""
        self.last = 0.0
        """When the last one came, in the clock's seconds; 0.0 before the first."""

    def tell(self) -> None:
        """Something moved."""
        self.count += 1
        self.last = self._clock()
        self._again.set()

    async def next(self, limit_s: float) -> bool:
        """Wait for the next event, at most limit_s seconds; returns whether one came."""
        self._again.clear()
        try:
            async with asyncio.timeout(max(0.0, limit_s)):
                await self._again.wait()
        except TimeoutError:
            return False
        return True

    async def quiet(self, quiet_s: float, limit_s: float) -> None:
        """Wait until no event came for quiet_s seconds from now, at most limit_s seconds."""
        deadline = self._clock() + limit_s
        while await self.next(min(quiet_s, deadline - self._clock())):
            if self._clock() >= deadline:
                return
