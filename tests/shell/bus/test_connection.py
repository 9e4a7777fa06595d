import asyncio
import socket
import time
from pathlib import Path

import pytest
from dbus_next.message import Message

from shell.bus.connection import DAEMON, DAEMON_PATH, NoBus, asked, connected_to, listen
from tests.shell.buses import OwnBus


async def test_it_connects_asks_and_ends_and_nothing_is_left_open(short_folder: Path) -> None:
    with OwnBus(short_folder) as bus:
        async with connected_to(bus.address) as connection:
            reply = await asked(connection, Message(DAEMON, DAEMON_PATH, DAEMON, "GetId"), 5)
            held = connection._sock

        assert len(reply.body[0]) == 32
        assert held.fileno() == -1


@pytest.mark.parametrize("address", ["unix:path=/nowhere/at/all", "unix:what=ever", "rubbish", "tcp:host=127.0.0.1,port=1"])
async def test_a_bus_that_is_not_there_is_told_in_one_sentence(address: str) -> None:
    with pytest.raises(NoBus, match="does not answer"):
        async with connected_to(address):
            raise AssertionError("connected to nothing")


async def test_a_bus_that_hangs_up_during_the_introduction_stops_nothing(short_folder: Path) -> None:
    server = await asyncio.start_unix_server(lambda reader, writer: writer.close(), short_folder / "bus")
    async with server:
        async with asyncio.timeout(3):
            with pytest.raises(NoBus):
                async with connected_to(f"unix:path={short_folder / 'bus'}"):
                    raise AssertionError("let in by nobody")


async def test_a_bus_that_dies_ends_the_connection_and_later_calls_say_so(short_folder: Path) -> None:
    with OwnBus(short_folder) as bus:
        async with connected_to(bus.address) as connection:
            bus.kill()
            await asyncio.wait_for(connection.ended(), 5)
            with pytest.raises(NoBus, match="is gone"):
                await asked(connection, Message(DAEMON, DAEMON_PATH, DAEMON, "GetId"), 5)
            with pytest.raises(NoBus, match="is gone"):
                await listen(connection, "type='signal'")
            connection.send(Message.new_signal("/x", "x.y", "Z"))  # a descriptor that is another's by now must not be watched


async def test_a_bus_that_hangs_is_waited_for_a_while_and_no_longer(short_folder: Path) -> None:
    with OwnBus(short_folder) as bus:
        async with connected_to(bus.address) as connection:
            bus.freeze()
            begun = time.monotonic()
            with pytest.raises(NoBus, match="did not answer within"):
                await asked(connection, Message(DAEMON, DAEMON_PATH, DAEMON, "GetId"), 0.2)
            assert time.monotonic() - begun < 2


async def test_who_serves_the_bus_is_known(short_folder: Path) -> None:
    with OwnBus(short_folder) as bus, socket.socket(socket.AF_UNIX):
        async with connected_to(bus.address) as connection:
            assert connection.owner() == bus.uid
