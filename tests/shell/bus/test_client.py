import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path

import pytest

from shell.bus.client import on_bus
from shell.bus.interface import NAME
from shell.bus.serving import serving
from shell.control import LONGEST
from shell.errors import NotRunning, ShellError
from shell.event import Device, Heard, Listening
from shell.wire import Hold, Listen, Mute, Now, Reload, Set, Tell
from tests.shell.bus.test_interface import Desktop
from tests.shell.bus.test_serving import bus_states, desk_on
from tests.shell.buses import OwnBus
from tests.shell.stand import until


@dataclass
class Served:
    desktop: Desktop
    bus: OwnBus


@pytest.fixture
async def served(short_folder: Path) -> AsyncGenerator[Served]:
    desktop = Desktop()
    with OwnBus(short_folder) as bus:
        async with serving(desk_on(bus.address), desktop.session, desktop):
            await until(lambda: bus_states(desktop.session) == ["in use"])
            yield Served(desktop, bus)


async def test_it_speaks_as_the_private_client_does(served: Served) -> None:
    async with on_bus(served.bus.address) as client:
        assert await client.say("open it") == 7
        assert await client.answer("yes") == ""
        await client.stop()
        await client.stop(everything=True)
        assert [await client.order(order) for order in (Listen(True), Mute(False), Hold(True), Reload())] == ["", "", "", ""]

    assert served.desktop.told == ["say open it", "answer yes by bus", "stop", "stop everything", Listen(True), Mute(False), Hold(True), Reload()]


async def test_what_is_not_taken_is_told_as_there(served: Served) -> None:
    served.desktop.why = "there is no microphone"
    async with on_bus(served.bus.address) as client:
        with pytest.raises(ShellError, match=f"not taken: a sentence has at most {LONGEST}"):
            await client.say("x" * (LONGEST + 1))
        assert await client.order(Mute(True)) == "there is no microphone"
        assert await client.order(Reload()) == "there is no microphone"
        for order in (Tell("hello"), Set("ui.big", "yes")):
            assert "private socket only" in await client.order(order)


async def test_a_watcher_is_told_where_it_is_then_every_event_and_when_the_daemon_ends(short_folder: Path) -> None:
    desktop = Desktop()
    desktop.session.publish(Listening(0, 1.0))
    with OwnBus(short_folder) as bus:
        async with on_bus(bus.address) as client:
            async with serving(desk_on(bus.address), desktop.session, desktop):
                await until(lambda: bus_states(desktop.session) == ["in use"])
                events = client.watch()
                assert await anext(events) == Now("listening", "", 0, devices=(Device(0, 0.0, "bus", "in use", NAME),))
                desktop.session.publish(Heard(1, 2.0, "hi"))
                assert await anext(events) == Heard(1, 2.0, "hi")
            async with asyncio.timeout(5):
                assert [event async for event in events if not isinstance(event, Device)] == []


async def test_a_watcher_ends_with_the_bus(served: Served) -> None:
    async with on_bus(served.bus.address) as client:
        events = client.watch()
        await anext(events)
        served.bus.kill()
        async with asyncio.timeout(5):
            assert [event async for event in events] == []
        with pytest.raises(NotRunning):
            await client.say("hello?")


async def test_where_no_daemon_is_it_says_so(short_folder: Path) -> None:
    with pytest.raises(NotRunning):
        async with on_bus(f"unix:path={short_folder / 'none'}"):
            raise AssertionError("there is no bus")
    with OwnBus(short_folder) as bus:
        async with on_bus(bus.address) as client:
            with pytest.raises(NotRunning):
                await client.say("anybody?")
            with pytest.raises(NotRunning):
                await client.order(Mute(True))


async def test_a_program_that_pretends_to_be_sayso_is_not_believed(served: Served) -> None:
    async with on_bus(served.bus.address) as client, on_bus(served.bus.address) as forger:
        events = client.watch()
        await anext(events)
        from dbus_next.message import Message  # noqa: PLC0415

        forged = Message.new_signal("/org/sayso/Shell1", NAME, "Event", "sa{sv}", ["Heard", {}])
        forged.destination = client._connection.unique_name
        forger._connection.send(forged)
        await forger._connection.drained()
        await forger.say("that the bus has seen both")
        served.desktop.session.publish(Heard(1, 2.0, "the real one"))

        assert await anext(events) == Heard(1, 2.0, "the real one")
