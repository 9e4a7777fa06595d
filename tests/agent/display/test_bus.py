import asyncio

import pytest

from agent.display.bus import DAEMON, Bus, BusError, Unanswered
from agent.display.desk import Desk


async def test_calls_and_refusals(desk: Desk) -> None:
    bus = await Bus.connect(desk.environment["DBUS_SESSION_BUS_ADDRESS"])
    (names,) = await bus.call(DAEMON, "/org/freedesktop/DBus", DAEMON, "ListNames")
    assert "org.a11y.Bus" in names
    with pytest.raises(BusError, match="ServiceUnknown"):
        await bus.call("org.sayso.Nobody", "/", "org.sayso.Nobody", "Nothing")
    many = await asyncio.gather(*(bus.call(DAEMON, "/org/freedesktop/DBus", DAEMON, "GetId", limit_s=5) for _ in range(500)))
    assert len(set(many)) == 1
    bus.close()
    await asyncio.sleep(0)
    with pytest.raises(BusError):
        await bus.call(DAEMON, "/org/freedesktop/DBus", DAEMON, "GetId")


async def test_who_does_not_answer_is_not_waited_for(desk: Desk) -> None:
    silent = await Bus.connect(desk.environment["DBUS_SESSION_BUS_ADDRESS"])
    await silent.call(DAEMON, "/org/freedesktop/DBus", DAEMON, "RequestName", "su", ["org.sayso.Silent", 0])
    asker = await Bus.connect(desk.environment["DBUS_SESSION_BUS_ADDRESS"])
    heard = asyncio.Event()
    await asker.listen("type='signal',member='NameOwnerChanged'", lambda message: heard.set())
    with pytest.raises((Unanswered, BusError)):
        await asker.call("org.sayso.Silent", "/", "org.sayso.Silent", "Nothing", limit_s=0.05)
    silent.close()
    await asyncio.wait_for(heard.wait(), 2)
    asker.close()


async def test_no_bus_is_an_error_not_a_wait() -> None:
    for address in ("", "unix:path=/nonexistent/bus"):
        with pytest.raises(BusError):
            await Bus.connect(address)
