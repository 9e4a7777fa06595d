"""The user's systemd, seen from outside: start and stop units, hand it the environment of a session."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from agent.display.bus import DAEMON, Bus, BusError, Message

SERVICE = "sayso.service"
"""The daemon's unit."""
SESSION = "sayso-session.target"
"""Holds a login session of our own."""
GRAPHICAL = "graphical-session.target"
"""What every desktop session that systemd knows of reaches."""
ANSWER_S = 10.0
"""Seconds the user manager gets for a call."""
JOB_S = 90.0
"""Seconds a unit gets to start or stop."""
_SYSTEMD = "org.freedesktop.systemd1"
_PATH = "/org/freedesktop/systemd1"
_MANAGER = f"{_SYSTEMD}.Manager"
_PROPERTIES = "org.freedesktop.DBus.Properties"


class Units:
    """A connection to the user manager of one user. Every call raises BusError when it is refused or not answered."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        """The session bus that it is reached by."""
        self.results: dict[str, str] = {}
        """Job path → how it went."""
        self.ended = asyncio.Event()
        """Set whenever a job has ended."""

    @classmethod
    async def reach(cls, environ: Mapping[str, str]) -> "Units | None":
        """The user manager of this environment's session bus; None when there is none, or no session bus."""
        runtime = environ.get("XDG_RUNTIME_DIR", "")
        address = environ.get("DBUS_SESSION_BUS_ADDRESS") or (f"unix:path={runtime}/bus" if runtime else "")
        try:
            bus = await Bus.connect(address)
        except BusError:
            return None
        try:
            (there,) = await bus.call(DAEMON, "/org/freedesktop/DBus", DAEMON, "NameHasOwner", "s", [_SYSTEMD], limit_s=ANSWER_S)
            if there:
                made = cls(bus)
                await bus.listen(f"type='signal',sender='{_SYSTEMD}',interface='{_MANAGER}',member='JobRemoved'", _results(made.results, made.ended))
                await _ask(bus, "Subscribe")
                return made
        except BusError:
            pass
        bus.close()
        return None

    async def reload(self) -> None:
        """Read all unit files again, and what the session bus activates."""
        await _ask(self.bus, "Reload")
        await self.bus.call(DAEMON, "/org/freedesktop/DBus", DAEMON, "ReloadConfig", limit_s=ANSWER_S)

    async def start(self, unit: str) -> str:
        """Start the unit and wait until it is up; returns systemd's word for how that went: "done", "failed", "timeout"…"""
        with suppress(BusError):  # that it failed too often before is no reason not to try now; a unit not loaded yet has not failed
            await _ask(self.bus, "ResetFailedUnit", "s", [unit])
        return await self._job("StartUnit", unit)

    async def stop(self, unit: str) -> str:
        """Stop the unit and wait until it is down; returns the result."""
        return await self._job("StopUnit", unit)

    async def state(self, unit: str) -> str:
        """ "active", "inactive", "failed", "activating"…"""
        (path,) = await _ask(self.bus, "LoadUnit", "s", [unit])
        (found,) = await self.bus.call(_SYSTEMD, path, _PROPERTIES, "Get", "ss", [f"{_SYSTEMD}.Unit", "ActiveState"], limit_s=ANSWER_S)
        return str(found.value)

    async def hand_over(self, environment: Mapping[str, str]) -> None:
        """Let units, and what the session bus starts, have these variables."""
        await _ask(self.bus, "SetEnvironment", "as", [[f"{name}={value}" for name, value in environment.items()]])
        await self.bus.call(DAEMON, "/org/freedesktop/DBus", DAEMON, "UpdateActivationEnvironment", "a{ss}", [dict(environment)], limit_s=ANSWER_S)

    async def take_back(self, names: Sequence[str]) -> None:
        """Let units no longer have these variables."""
        await _ask(self.bus, "UnsetEnvironment", "as", [list(names)])

    def close(self) -> None:
        """Let go of the bus."""
        self.bus.close()

    async def _job(self, member: str, unit: str) -> str:
        (job,) = await _ask(self.bus, member, "ss", [unit, "replace"])
        try:
            async with asyncio.timeout(JOB_S):
                while job not in self.results:
                    self.ended.clear()
                    await self.ended.wait()
        except TimeoutError as error:
            raise BusError(f"{unit} neither started nor stopped within {JOB_S:.0f} seconds") from error
        return self.results.pop(job)


async def environment(bus: Bus) -> dict[str, str]:
    """The variables that units have now. Raises BusError."""
    (found,) = await bus.call(_SYSTEMD, _PATH, _PROPERTIES, "Get", "ss", [_MANAGER, "Environment"], limit_s=ANSWER_S)
    return dict(entry.split("=", 1) for entry in found.value)


async def owned(bus: Bus, name: str) -> bool:
    """Whether a program has this name on the session bus. Raises BusError."""
    (found,) = await bus.call(DAEMON, "/org/freedesktop/DBus", DAEMON, "NameHasOwner", "s", [name], limit_s=ANSWER_S)
    return bool(found)


async def _ask(bus: Bus, member: str, signature: str = "", body: Sequence[object] = ()) -> tuple[Any, ...]:
    return await bus.call(_SYSTEMD, _PATH, _MANAGER, member, signature, body, limit_s=ANSWER_S)


def _results(results: dict[str, str], ended: asyncio.Event) -> Callable[[Message], None]:
    def told(message: Message) -> None:
        """Every job's end comes here."""
        if message.member == "JobRemoved":
            results[message.body[1]] = message.body[3]
            ended.set()

    return told
