"""The programs on the accessibility bus, and which one a window belongs to."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from agent.display.atspi_events import REGISTRY
from agent.display.atspi_tree import ACCESSIBLE, ROOT, read
from agent.display.bus import DAEMON, Bus, BusError
from agent.observation import Window

QUARANTINE_S = 2.0
"""Seconds a program that did not answer is left alone."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program on the accessibility bus."""

    bus_name: str
    pid: int
    name: str
    toolkit: str
    """"gtk3", "gtk4", or the toolkit's own name in lower case."""


class Programs:
    """Knows the programs by their bus names; who did not answer is left alone for QUARANTINE_S."""

    def __init__(self, bus: Bus, clock: Callable[[], float]) -> None:
        self._bus = bus
        self._clock = clock
        self._known: dict[str, Program] = {}
        self._hung: dict[str, float] = {}

    async def of(self, window: Window) -> Program | None:
        """The program whose window this is; None when it is not on the bus or did not answer lately. Raises BusError."""
        (listed,) = await self._bus.call(REGISTRY, ROOT, ACCESSIBLE, "GetChildren")
        names = [name for name, _ in listed]
        self._known = {name: program for name, program in self._known.items() if name in names}
        fresh = [name for name in names if name not in self._known and self._hung.get(name, 0.0) <= self._clock()]
        for name, program in zip(fresh, await asyncio.gather(*(self._identify(name) for name in fresh)), strict=True):
            if program is not None:
                self._known[name] = program
        programs = self._known.values()
        by_pid = [program for program in programs if window.pid and program.pid == window.pid]
        found = next(iter(by_pid or [program for program in programs if program.name.lower() == window.app]), None)
        return found if found is not None and self._hung.get(found.bus_name, 0.0) <= self._clock() else None

    def doubt(self, program: Program, *, hung: bool) -> None:
        """It failed: ask anew who it is, and when it did not answer leave it alone for a while."""
        self._known.pop(program.bus_name, None)
        if hung:
            self._hung[program.bus_name] = self._clock() + QUARANTINE_S

    async def _identify(self, name: str) -> Program | None:
        try:
            (pid,) = await self._bus.call(DAEMON, "/org/freedesktop/DBus", DAEMON, "GetConnectionUnixProcessID", "s", [name])
            label, toolkit, version = await asyncio.gather(
                read(self._bus, name, ROOT, ACCESSIBLE, "Name"),
                read(self._bus, name, ROOT, "org.a11y.atspi.Application", "ToolkitName"),
                read(self._bus, name, ROOT, "org.a11y.atspi.Application", "Version"),
            )
        except BusError:
            self._hung[name] = self._clock() + QUARANTINE_S
            return None
        kind = str(toolkit).lower()
        return Program(name, int(pid), str(label), f"gtk{str(version)[:1]}" if kind == "gtk" else kind)
