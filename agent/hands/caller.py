"""Hands that call a method on the desk's session bus."""

import asyncio

from dbus_fast.aio.message_bus import MessageBus
from dbus_fast.constants import MessageType
from dbus_fast.errors import AuthError, DBusError
from dbus_fast.message import Message
from dbus_fast.signature import SignatureTree

from agent.action import Bus
from agent.display.desk import Desk
from agent.errors import CannotAct, Unsure

TIMEOUT_S = 5.0
"""Seconds a service gets to answer."""
_SILENT = ("NoReply", "Timeout", "TimedOut", "Disconnected")
"""Last parts of the error names that say nothing about whether the call was carried out."""


class Caller:
    """One connection a call: acts on the bus are rare, and a hung service must not hold the next one."""

    def __init__(self, desk: Desk, limit_s: float = TIMEOUT_S) -> None:
        """limit_s: seconds a service gets to answer."""
        self._limit_s = limit_s
        self._address = desk.environment.get("DBUS_SESSION_BUS_ADDRESS", "")

    async def perform(self, act: Bus) -> None:
        """Call the method and wait for its reply; raises CannotAct when there is no bus, no service, or it says no, Unsure when it never answers."""
        message = _message(act)
        bus = await self._connected(act)
        try:
            async with asyncio.timeout(self._limit_s):
                reply = await bus.call(message)
        except TimeoutError as error:
            raise Unsure(f"{act.service} did not answer within {self._limit_s:.0f} seconds") from error
        except (OSError, EOFError) as error:
            raise Unsure(f"the session bus went away before {act.service} answered") from error
        finally:
            bus.disconnect()
        if (reply.error_name or "").rpartition(".")[2] in _SILENT:
            raise Unsure(f"{act.service} did not answer")
        if reply.message_type is MessageType.ERROR:
            raise CannotAct(f"{act.service} refused: {reply.body[0] if reply.body else 'no reason given'}")

    async def _connected(self, act: Bus) -> MessageBus:
        if not self._address:  # the library would take the daemon's own bus, which may be another desk's
            raise CannotAct(f"this desk has no session bus, so I could not {act.describe()}")
        try:
            async with asyncio.timeout(self._limit_s):
                return await MessageBus(bus_address=self._address).connect()
        except (OSError, EOFError, AuthError, DBusError, ValueError, AttributeError, TimeoutError) as error:
            raise CannotAct(f"I cannot reach the session bus, so I could not {act.describe()}") from error


def _message(act: Bus) -> Message:
    try:
        SignatureTree(act.signature).verify(list(act.arguments))
        return Message(act.service, act.path, act.interface, act.member, signature=act.signature, body=list(act.arguments))
    except (ValueError, TypeError, IndexError) as error:  # what dbus-fast says to names that are none and values that do not fit
        raise CannotAct(f"the bus call is not well formed, so I could not {act.describe()}") from error
