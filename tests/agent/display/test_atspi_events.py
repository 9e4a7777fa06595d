import asyncio

from agent.display.atspi_events import listen
from agent.display.bus import A11Y, Bus
from agent.display.desk import Desk
from tests.agent.conftest import Launch


async def test_a_program_that_starts_is_heard(desk: Desk, launch: Launch) -> None:
    session = await Bus.connect(desk.environment["DBUS_SESSION_BUS_ADDRESS"])
    (address,) = await session.call(A11Y, "/org/a11y/bus", A11Y, "GetAddress")
    bus = await Bus.connect(address)
    heard = asyncio.Event()
    await listen(bus, heard.set)
    await launch("zenity", "--info", "--text=hello")
    await asyncio.wait_for(heard.wait(), 5)
    bus.close()
    session.close()
