import time

import pytest
from dbus_fast.aio.message_bus import MessageBus
from dbus_fast.message import Message

from agent.display.desk import Desk
from shell.locked import LIMIT_S, screen_locked

NAME = "org.freedesktop.ScreenSaver"


def desk(address: str) -> Desk:
    return Desk("", {"DBUS_SESSION_BUS_ADDRESS": address} if address else {}, frozenset(), "")


async def saver(address: str, signature: str | None, *values: object) -> MessageBus:
    """A screen saver that answers GetActive so, or with None never."""
    connection = await MessageBus(bus_address=address).connect()

    def answer(message: Message) -> Message | bool | None:
        if message.member != "GetActive":
            return None
        return True if signature is None else Message.new_method_return(message, signature, list(values))

    connection.add_message_handler(answer)
    await connection.request_name(NAME)
    return connection


@pytest.mark.parametrize(("signature", "values", "locked"), [("b", (True,), True), ("b", (False,), False), ("s", ("yes",), None), ("", (), None)])
async def test_the_screen_saver_is_believed_when_it_answers_plainly(
    bus: str, signature: str, values: tuple[object, ...], locked: bool | None
) -> None:
    service = await saver(bus, signature, *values)
    try:
        assert await screen_locked(desk(bus)) is locked
    finally:
        service.disconnect()
        await service.wait_for_disconnect()


async def test_a_screen_saver_that_hangs_leaves_it_unknown(bus: str) -> None:
    service, begun = await saver(bus, None), time.monotonic()
    try:
        assert await screen_locked(desk(bus)) is None
        assert time.monotonic() - begun < LIMIT_S + 1
    finally:
        service.disconnect()
        await service.wait_for_disconnect()


async def test_a_desk_without_one_is_not_locked(bus: str) -> None:
    assert await screen_locked(desk(bus)) is False


@pytest.mark.parametrize("address", ["", "unix:path=/nonexistent/bus", "nonsense"])
async def test_without_a_bus_it_is_unknown(address: str) -> None:
    assert await screen_locked(desk(address)) is None
