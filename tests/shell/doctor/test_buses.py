# ruff: noqa: F821
import asyncio
import os
import signal
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from dbus_next.aio.message_bus import MessageBus
from dbus_next.constants import PropertyAccess
from dbus_next.service import ServiceInterface, dbus_property, method

from shell.doctor.buses import BusChecks
from shell.doctor.case import Case
from shell.doctor.finding import Answer
from tests.shell.doctor.conftest import assert_failed, changed


class Shell(ServiceInterface):
    """The running Sayso, as far as the doctor looks."""

    def __init__(self) -> None:
        super().__init__("org.sayso.Shell1")

    @dbus_property(PropertyAccess.READ)
    def State(self) -> "s":
        return "listening"


class Notifications(ServiceInterface):
    """A notification service."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.Notifications")

    @method()
    def GetServerInformation(self) -> "ssss":
        return ["Bubbles", "us", "1", "1.2"]


class Unit(ServiceInterface):
    """Sayso's unit, as systemd tells of it."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.systemd1.Unit")
        self.now = "active"

    @dbus_property(PropertyAccess.READ)
    def ActiveState(self) -> "s":
        return self.now


class Systemd(ServiceInterface):
    """A user manager that knows one unit."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.systemd1.Manager")

    @method()
    def GetUnitFileState(self, name: "s") -> "s":
        return "enabled"

    @method()
    def LoadUnit(self, name: "s") -> "o":
        return "/unit"


@pytest.fixture
def on_bus(case: Case, bus: str) -> Case:
    """A case on a bus with nothing else on it."""
    return changed(case, DBUS_SESSION_BUS_ADDRESS=bus)


@asynccontextmanager
async def _served(address: str, name: str, **objects: ServiceInterface) -> AsyncGenerator[MessageBus]:
    server = await MessageBus(bus_address=address).connect()
    for path, interface in objects.items():
        server.export("/" + path.replace("_", "/"), interface)
    await server.request_name(name)
    yield server
    server.disconnect()
    await server.wait_for_disconnect()
    vars(server)["_stream"].close()
    vars(server)["_sock"].close()


async def _all(case: Case) -> list[Answer]:
    buses = BusChecks(case)
    return [await buses.session_bus(), await buses.notifications(), await buses.units(), await buses.service()]


async def test_a_bare_bus_works_and_what_is_not_on_it_is_noted(on_bus: Case) -> None:
    answers = await _all(on_bus)

    assert [answer.state for answer in answers] == ["ok", "note", "note", "note"], answers
    assert "answered in" in answers[0].detail
    assert answers[3].fix == "start it: systemctl --user start sayso, or: sayso run"
    assert "not on this session bus" in (await _all(replace(on_bus, running=True)))[3].detail


async def test_services_that_are_there_are_told(on_bus: Case, bus: str) -> None:
    unit = Unit()
    objects: dict[str, Any] = {"org_freedesktop_systemd1": Systemd(), "unit": unit}
    async with (
        _served(bus, "org.sayso.Shell1", org_sayso_Shell1=Shell()),
        _served(bus, "org.freedesktop.Notifications", org_freedesktop_Notifications=Notifications()),
        _served(bus, "org.freedesktop.systemd1", **objects),
    ):
        answers = await _all(on_bus)
        unit.now = "failed"
        broken = (await _all(on_bus))[2]

    assert [answer.state for answer in answers] == ["ok"] * 4, answers
    assert [answer.detail for answer in answers[1:]] == ["Bubbles shows them", "sayso.service is enabled and active", "running: listening"]
    assert_failed(broken, "failed", fix="journalctl --user -u sayso")


async def test_a_service_that_does_not_answer_and_a_unit_that_is_missing_are_told(on_bus: Case, bus: str) -> None:
    async with _served(bus, "org.sayso.Shell1"), _served(bus, "org.freedesktop.systemd1"):
        answers = await _all(on_bus)

    assert_failed(answers[3], "does not answer", fix="systemctl --user restart sayso")
    assert answers[2].fix == "sayso install --user"


async def test_no_bus_and_a_bus_that_hangs_are_told_apart(case: Case) -> None:
    assert_failed((await _all(changed(case, DBUS_SESSION_BUS_ADDRESS="")))[0], "is not set", fix="dbus-run-session")
    gone = await _all(changed(case, DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent"))
    assert_failed(gone[0], "/nonexistent", fix="log in")
    assert all("not tried" in answer.detail for answer in gone[1:])
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        "dbus-daemon", "--session", "--nofork", "--print-address=1", stdout=pipe, stderr=asyncio.subprocess.DEVNULL
    )
    assert process.stdout is not None
    address = (await process.stdout.readline()).decode().strip()
    os.kill(process.pid, signal.SIGSTOP)
    begun = time.monotonic()
    answers = await _all(changed(case, DBUS_SESSION_BUS_ADDRESS=address))
    assert time.monotonic() - begun < 6
    assert_failed(answers[0], "does not answer", fix="log out")
    process.kill()
    await process.wait()
