import time
from dataclasses import replace

from agent.display.atspi_programs import QUARANTINE_S, Programs
from agent.display.bus import A11Y, Bus
from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from tests.agent.conftest import Launch
from tests.agent.seeing import shows


async def test_finds_by_process_then_by_name_and_leaves_the_hung_alone(desk: Desk, eyes: X11Eyes, launch: Launch) -> None:
    await launch("galculator")
    window = (await eyes.wait_for(shows("galculator", 30), 5)).windows[0]
    session = await Bus.connect(desk.environment["DBUS_SESSION_BUS_ADDRESS"])
    (address,) = await session.call(A11Y, "/org/a11y/bus", A11Y, "GetAddress")
    bus = await Bus.connect(address)
    now = time.monotonic()
    programs = Programs(bus, lambda: now)
    found = await programs.of(window)
    assert found is not None
    assert await programs.of(replace(window, pid=0)) == found
    assert await programs.of(replace(window, pid=0, app="nobody")) is None
    programs.doubt(found, hung=True)
    assert await programs.of(window) is None
    now += QUARANTINE_S
    assert await programs.of(window) == found
    bus.close()
    session.close()
