"""Eyes: one look at a desk, and waiting for it to change or come to rest."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from agent.display.atspi import Accessibility
from agent.display.bus import BusError
from agent.display.desk import Desk
from agent.display.screen import Picture
from agent.display.stir import Stir
from agent.display.windows import Windows
from agent.display.x11_screen import X11Screen
from agent.observation import Observation

GAP_S = 0.03
"""Seconds of quiet between two looks while waiting for something."""
RETRY_S = 5.0
"""Seconds between two tries to reach an accessibility bus that is not there."""


class Eyes(Protocol):
    """Sees one desk."""

    async def look(self) -> Observation:
        """What there is now."""
        ...

    async def settle(self, limit_s: float, quiet_s: float = 0.06) -> bool:
        """Wait until nothing moved for quiet_s seconds, at most limit_s; returns whether anything moved since the last look."""
        ...

    async def changed(self, limit_s: float) -> bool:
        """Wait for the first thing that moves after the last look, at most limit_s seconds; returns whether something did."""
        ...

    async def wait_for(self, predicate: Callable[[Observation], bool], limit_s: float) -> Observation:
        """Look again whenever something moved, until the predicate holds or limit_s seconds are over; returns the last look."""
        ...

    def capture(self) -> Picture:
        """A picture of the screen."""
        ...


class X11Eyes:
    """Eyes on an X display and its accessibility bus; without the bus they see windows only and say so (partial)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stir = Stir(time.monotonic)
        self._seen = 0
        self._windows: Windows | None = None
        self._access: Accessibility | None = None
        self._retry_at = 0.0
        self._screen: X11Screen | None = None

    async def open(self) -> None:
        """Connect and listen for events; raises an X error when the display cannot be opened."""
        self._windows = Windows(self._desk.display)
        self._windows.watch(self._stir.tell)
        self._screen = X11Screen(self._desk.display)
        await self._reach()

    async def close(self) -> None:
        """Let go of the display and the buses."""
        for part in (self._access, self._windows, self._screen):
            if part is not None:
                with suppress(OSError):
                    part.close()
        self._access = self._windows = self._screen = None

    async def look(self) -> Observation:
        """What there is now: windows, and what shows in the active one."""
        self._seen = self._stir.count
        at = time.monotonic()
        if self._windows is None:
            raise RuntimeError("the eyes are not open")
        windows = self._windows.listed()
        access = await self._reach()
        if access is None:
            return Observation(windows, (), at, True)
        if not windows or not windows[0].active:
            return Observation(windows, (), at, False)
        elements, partial = await access.look(windows[0], self._windows.screen)
        return Observation(windows, elements, at, partial)

    async def settle(self, limit_s: float, quiet_s: float = 0.06) -> bool:
        """Wait until no event came for quiet_s seconds, at most limit_s; returns whether any came since the last look."""
        await self._stir.quiet(quiet_s, limit_s)
        return self._stir.count > self._seen

    async def changed(self, limit_s: float) -> bool:
        """Wait for the first event after the last look, at most limit_s seconds; returns whether one came."""
        return self._stir.count > self._seen or await self._stir.next(limit_s)

    async def wait_for(self, predicate: Callable[[Observation], bool], limit_s: float) -> Observation:
        """Look again whenever something moved, until the predicate holds or limit_s seconds are over; returns the last look."""
        deadline = time.monotonic() + limit_s
        while True:
            seen = await self.look()
            left = deadline - time.monotonic()
            if left <= 0 or predicate(seen):
                return seen
            # A program that did not answer may send no event when it can again.
            await self.changed(min(left, 0.5) if seen.partial else left)
            await self._stir.quiet(GAP_S, min(left, 3 * GAP_S))

    def capture(self) -> Picture:
        """A picture of the whole screen."""
        if self._screen is None:
            raise RuntimeError("the eyes are not open")
        return self._screen.capture()

    async def _reach(self) -> Accessibility | None:
        if self._access is not None and not self._access.alive:
            self._access.close()
            self._access = None
        if self._access is None and time.monotonic() >= self._retry_at:
            self._retry_at = time.monotonic() + RETRY_S
            with suppress(BusError):
                self._access = await Accessibility.open(self._desk.environment.get("DBUS_SESSION_BUS_ADDRESS", ""), self._stir.tell)
        return self._access
