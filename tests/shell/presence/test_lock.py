import asyncio
from dataclasses import replace

from dbus_fast.aio.message_bus import MessageBus
from dbus_fast.message import Message
from dbus_fast.service import ServiceInterface, method

from agent.display.desk import Desk
from shell.presence.lock import watch_lock
from tests.shell.stand import until

# ruff: noqa: F821 (D-Bus signatures as annotations)
NAME, PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"


class Saver(ServiceInterface):
    """A screen saver that has locked the screen."""

    @method()
    def GetActive(self) -> "b":
        return True


async def test_tells_how_it_is_and_every_change(bus: str) -> None:
    told: list[bool] = []
    saver = await MessageBus(bus_address=bus).connect()
    saver.export(PATH, Saver(NAME))
    await saver.request_name(NAME)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(watch_lock(Desk("", {"DBUS_SESSION_BUS_ADDRESS": bus}, frozenset(), ""), told.append))
        await until(lambda: told == [True])
        for interface, signature, body in (
            ("org.gnome.ScreenSaver", "b", [False]),
            ("org.example.Other", "b", [True]),
            (NAME, "s", ["true"]),
            (NAME, "b", [True]),
        ):
            await saver.send(Message.new_signal(PATH, interface, "ActiveChanged", signature, body))
        await until(lambda: told == [True, False, True])
        task.cancel()
    saver.disconnect()
    await saver.wait_for_disconnect()


async def test_where_no_screen_saver_or_no_bus_is_nothing_is_locked(bus: str) -> None:
    told: list[bool] = []
    nowhere = Desk("", {}, frozenset(), "")
    await watch_lock(nowhere, told.append)
    assert told == []
    async with asyncio.TaskGroup() as group:
        task = group.create_task(watch_lock(replace(nowhere, environment={"DBUS_SESSION_BUS_ADDRESS": bus}), told.append))
        await until(lambda: told == [False])
        task.cancel()
