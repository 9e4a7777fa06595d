"""Hands that call a method on the desk's session bus."""

import asyncio

from dbus_next.aio.message_bus import MessageBus
from dbus_next.constants import MessageType
from dbus_next.errors import DBusError
from dbus_next.message import Message

from agent.action import Bus
from agent.display.desk import Desk
from agent.errors import CannotAct

TIMEOUT_S = 5.0
"""Seconds a service gets to answer."""


class Caller:
    """One connection a call: acts on the bus are rare, and a hung service must not hold the next one."""

    def __init__(self, desk: Desk) -> None:
        self._address = desk.environment.get("DBUS_SESSION_BUS_ADDRESS", "")

    async def perform(self, act: Bus) -> None:
        """Call the method and wait for its reply; raises CannotAct when there is no bus, no service, or it answers with an error."""
        message = Message(act.service, act.path, act.interface, act.member, signature=act.signature, body=list(act.arguments))
        try:
            bus = await MessageBus(bus_address=self._address).connect()
        except (OSError, DBusError, ValueError, AttributeError) as error:
            raise CannotAct(f"I cannot reach the session bus, so I could not {act.describe()}") from error
        try:
            reply = await asyncio.wait_for(bus.call(message), TIMEOUT_S)
        except TimeoutError as error:
            raise CannotAct(f"{act.service} did not answer within {TIMEOUT_S:.0f} seconds") from error
        finally:
            bus.disconnect()
        if reply is None or reply.message_type is MessageType.ERROR:
            raise CannotAct(f"{act.service} refused: {reply.body[0] if reply and reply.body else 'no reason given'}")
