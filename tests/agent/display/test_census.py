import pytest

from agent.display.bus import BusError
from agent.display.census import Census, take_census
from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from tests.agent.conftest import Launch
from tests.agent.seeing import shows


async def test_windows_are_told_apart_by_whether_they_can_be_read(desk: Desk, eyes: X11Eyes, launch: Launch) -> None:
    address = desk.environment["DBUS_SESSION_BUS_ADDRESS"]
    assert await take_census(address, desk.display) == Census((), (), True)
    await launch("galculator")
    await eyes.wait_for(shows("galculator", 30), 5)
    await launch("xterm")
    await eyes.wait_for(lambda seen: len(seen.windows) == 2, 5)

    census = await take_census(address, desk.display)
    assert census.mute == ("xterm",)
    ((name, count),) = census.read
    assert name == "galculator"
    assert count >= 30


async def test_without_a_bus_it_raises(desk: Desk) -> None:
    with pytest.raises(BusError):
        await take_census("unix:path=/nonexistent", desk.display)
