import asyncio
from pathlib import Path

from dbus_next.constants import MessageType
from dbus_next.message import Message

from shell.bus.connection import asked, connected_to
from shell.leaving import NAME, PATH, offered
from tests.shell.buses import OwnBus
from tests.shell.stand import passed, until


async def left(bus: str) -> bool:
    """Whether a log-out was taken."""
    async with connected_to(bus) as connection:
        reply = await asked(connection, Message(NAME, PATH, NAME, "LogOut"), 5.0)
    return reply.message_type is MessageType.METHOD_RETURN


async def test_a_call_ends_the_session_once_nobody_speaks(bus: str, tmp_path_factory) -> None:
    over, runtime = asyncio.Event(), tmp_path_factory.mktemp("run")
    environment = {"DBUS_SESSION_BUS_ADDRESS": bus, "XDG_RUNTIME_DIR": str(runtime), "HOME": str(runtime)}
    async with offered(environment, over):
        async with asyncio.timeout(5):
            while not await left(bus):
                await passed(0.02)
        await until(over.is_set)
    assert not await left(bus)


async def test_without_a_bus_nothing_is_offered_and_nothing_breaks(tmp_path) -> None:
    over = asyncio.Event()
    async with offered({"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none", "HOME": str(tmp_path)}, over):
        await passed(0.1)
    assert not over.is_set()


async def test_it_ends_at_whatever_tick_it_is_told_to(short_folder: Path) -> None:
    ticks, taken = 0, False
    with OwnBus(short_folder) as bus:
        environment = {"DBUS_SESSION_BUS_ADDRESS": bus.address, "XDG_RUNTIME_DIR": str(short_folder), "HOME": str(short_folder)}
        while not taken:
            async with asyncio.timeout(2), offered(environment, asyncio.Event()):
                for _ in range(ticks):
                    await asyncio.sleep(0)
                taken = ticks > 60 and await left(bus.address)
            ticks += 1 + ticks // 40


async def test_a_bus_that_dies_harms_nothing_at_whatever_tick(short_folder: Path) -> None:
    over, environment = asyncio.Event(), {"XDG_RUNTIME_DIR": str(short_folder), "HOME": str(short_folder)}
    for ticks in range(160):  # by then the name is ours
        bus = OwnBus(short_folder)
        with bus:
            async with asyncio.timeout(5), offered(environment | {"DBUS_SESSION_BUS_ADDRESS": bus.address}, over):
                for _ in range(ticks):
                    await asyncio.sleep(0)
                bus.freeze()
                await passed(0.01)  # so that what is under way is sent, and never answered
                bus.kill()
                await passed(0.01)
    assert not over.is_set()
