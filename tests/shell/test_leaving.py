import asyncio

from dbus_next.constants import MessageType
from dbus_next.message import Message

from shell.bus.connection import asked, connected_to
from shell.leaving import NAME, PATH, offered
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
