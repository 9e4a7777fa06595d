"""A desk of given observations: eyes that see what they are told and hands that only write down."""

import time
from collections.abc import Callable, Sequence

from agent.action import Ui
from agent.display.screen import Picture
from agent.observation import Observation


class DryEyes:
    """See the given observations one after the other, and the last one for ever."""

    def __init__(self, observations: Sequence[Observation] = (), picture: Picture | None = None) -> None:
        self._left = list(observations) or [Observation((), (), 0.0, False)]
        self._picture = picture or Picture(b"\0\0\0", 1, 1)
        self.looks = 0
        """How often they looked."""

    async def open(self) -> None:
        """Nothing to connect to."""

    async def close(self) -> None:
        """Nothing to let go of."""

    async def look(self) -> Observation:
        """The next observation."""
        self.looks += 1
        return self._left.pop(0) if len(self._left) > 1 else self._left[0]

    async def settle(self, limit_s: float, quiet_s: float = 0.06) -> bool:
        """Whether there is another observation to come; takes no time."""
        return len(self._left) > 1

    async def changed(self, limit_s: float) -> bool:
        """Whether there is another observation to come; takes no time."""
        return len(self._left) > 1

    async def wait_for(self, predicate: Callable[[Observation], bool], limit_s: float) -> Observation:
        """The first observation from here on for which the predicate holds, else the last one."""
        seen = await self.look()
        while not predicate(seen) and len(self._left) > 1:
            seen = await self.look()
        if not predicate(seen) and seen is not self._left[0]:
            seen = await self.look()
        return seen

    def capture(self) -> Picture:
        """The given picture."""
        return self._picture


class DryHands:
    """Write down what they are asked to do and do none of it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.done: list[Ui] = []
        """The acts, in order."""
        self.first_input_at = 0.0
        """When the last act was written down, in the clock's seconds."""

    async def perform(self, ui: Ui, before_each: Callable[[], None]) -> None:
        """Write the act down, after before_each had its say."""
        before_each()
        self.first_input_at = self._clock()
        self.done.append(ui)

    async def release_all(self) -> None:
        """Nothing is held."""

    async def close(self) -> None:
        """Nothing to let go of."""
