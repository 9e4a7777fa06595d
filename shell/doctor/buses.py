"""The session bus and the services on it that Sayso uses."""

import asyncio
from typing import Any

from agent.display.bus import DAEMON, Bus, BusError
from shell.doctor.case import Case
from shell.doctor.echo import echoed
from shell.doctor.finding import Answer, fails, note, works

SERVICE = "org.sayso.Shell1"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_NOTIFICATIONS = "org.freedesktop.Notifications"
_SYSTEMD = "org.freedesktop.systemd1"
_UNIT = "sayso.service"
_LIMIT_S = 3.0
_START = "log in to a desktop session, or: dbus-run-session -- sayso run"
_HOW = "systemctl --user start sayso, or: sayso run"


class BusChecks:
    """The checks of one examination; each builds on what those before it found."""

    def __init__(self, case: Case) -> None:
        self._address = case.desk.environment.get("DBUS_SESSION_BUS_ADDRESS", "")
        self._running = case.running
        self._answers = False

    async def session_bus(self) -> Answer:
        """Claim a name, export an object and call it from a second connection."""
        if not self._address:
            return fails("there is none: DBUS_SESSION_BUS_ADDRESS is not set", _START)
        try:
            async with asyncio.timeout(_LIMIT_S):
                took = await echoed(self._address)
        except (TimeoutError, BusError) as trouble:
            if isinstance(trouble.__cause__ or trouble, TimeoutError):
                return fails("the session bus takes connections but does not answer", "log out and in again")
            return fails(f"no session bus answers at {self._address}", _START)
        self._answers = True
        return works(f"an object of ours was called and answered in {took:.1f} ms")

    async def service(self) -> Answer:
        """The running Sayso."""
        answer = await self._with_bus(self._service)
        if answer.state == "note" and self._running:
            return note("Sayso runs here, but is not on this session bus", "end it and start it in this session: " + _HOW)
        return answer

    async def notifications(self) -> Answer:
        """Who shows notifications."""
        return await self._with_bus(self._notifications)

    async def units(self) -> Answer:
        """The user's service manager, and Sayso's unit in it."""
        return await self._with_bus(self._units)

    async def _with_bus(self, check: Any) -> Answer:
        if not self._answers:
            return note("not tried: it needs a session bus")
        try:
            bus = await Bus.connect(self._address, _LIMIT_S)
        except BusError as trouble:
            return fails(str(trouble), _START)
        try:
            return await check(bus)
        except BusError as trouble:
            return note(f"it answers with an error: {trouble}", "log out and in again")
        finally:
            bus.close()

    async def _service(self, bus: Bus) -> Answer:
        if not await _owned(bus, SERVICE):
            return note("not running", f"start it: {_HOW}")
        try:
            (state,) = await bus.call(SERVICE, "/org/sayso/Shell1", _PROPERTIES, "Get", "ss", [SERVICE, "State"], limit_s=_LIMIT_S)
        except BusError as trouble:
            return fails(f"it runs, but does not answer ({trouble})", "systemctl --user restart sayso")
        return works(f"running: {state.value}")

    async def _notifications(self, bus: Bus) -> Answer:
        (startable,) = await bus.call(DAEMON, "/org/freedesktop/DBus", DAEMON, "ListActivatableNames")
        if await _owned(bus, _NOTIFICATIONS):
            name, *_ = await bus.call(_NOTIFICATIONS, "/org/freedesktop/Notifications", _NOTIFICATIONS, "GetServerInformation", limit_s=_LIMIT_S)
            return works(f"{name} shows them")
        if _NOTIFICATIONS in startable:
            return works("none runs; it starts by itself when needed")
        return note("nobody shows notifications; Sayso still says everything aloud", "sudo apt-get install dunst (or another), then log in again")

    async def _units(self, bus: Bus) -> Answer:
        if not await _owned(bus, _SYSTEMD):
            return note("no systemd user manager here: Sayso is not started or restarted by itself", "start it by hand: sayso run")
        where = (_SYSTEMD, "/org/freedesktop/systemd1", f"{_SYSTEMD}.Manager")
        try:
            (installed,) = await bus.call(*where, "GetUnitFileState", "s", [_UNIT], limit_s=_LIMIT_S)
        except BusError:
            return note("sayso.service is not installed: Sayso does not start at login", "sayso install --user")
        (path,) = await bus.call(*where, "LoadUnit", "s", [_UNIT], limit_s=_LIMIT_S)
        (active,) = await bus.call(_SYSTEMD, path, _PROPERTIES, "Get", "ss", [f"{_SYSTEMD}.Unit", "ActiveState"], limit_s=_LIMIT_S)
        told = f"sayso.service is {installed} and {active.value}"
        if active.value == "failed":
            return fails(told, "see why: journalctl --user -u sayso -n 20; then: systemctl --user restart sayso")
        return works(told)


async def _owned(bus: Bus, name: str) -> bool:
    (has,) = await bus.call(DAEMON, "/org/freedesktop/DBus", DAEMON, "NameHasOwner", "s", [name])
    return bool(has)
