"""A D-Bus connection for reading: bounded calls in flight, a time-out on every call."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from dbus_fast.aio.message_bus import MessageBus
from dbus_fast.constants import MessageType
from dbus_fast.errors import AuthError, InvalidAddressError
from dbus_fast.message import Message

DAEMON = "org.freedesktop.DBus"
"""Name, and interface, of the bus itself."""
A11Y = "org.a11y.Bus"
"""Name on the session bus that knows the accessibility bus."""
IN_FLIGHT = 64
"""Most calls under way at once: beyond about a thousand the socket's buffer overflows and the connection dies."""
CALL_S = 0.5
"""Seconds a program gets to answer one call."""

__all__ = ["A11Y", "DAEMON", "Bus", "BusError", "Message", "Unanswered"]


class BusError(Exception):
    """A call was refused, not answered in time, or the bus is gone."""


class Unanswered(BusError):
    """A program did not answer in time."""


class Bus:
    """One connection to a bus."""

    def __init__(self, connection: MessageBus) -> None:
        self._connection = connection
        self._free = asyncio.Semaphore(IN_FLIGHT)
        self._gone = asyncio.ensure_future(connection.wait_for_disconnect())
        # Fetched, so that a bus that ends is no warning; the next call tells.
        self._gone.add_done_callback(lambda gone: gone.cancelled() or gone.exception())

    @classmethod
    async def connect(cls, address: str, limit_s: float = 2.0) -> "Bus":
        """Connect to the bus at this address; raises BusError when it does not answer within limit_s seconds."""
        if not address:
            raise BusError("no bus address is known")
        try:
            connection = MessageBus(bus_address=address, auth_timeout=limit_s)
            async with asyncio.timeout(limit_s):
                return cls(await connection.connect())
        except (OSError, AuthError, InvalidAddressError, TimeoutError, EOFError) as error:
            raise BusError(f"the bus does not answer: {error}") from error

    @property
    def alive(self) -> bool:
        """Whether the connection still stands."""
        return self._connection.connected

    async def call(
        self, name: str, path: str, interface: str, member: str, signature: str = "", body: Sequence[object] = (), *, limit_s: float = CALL_S
    ) -> tuple[Any, ...]:
        """Call a method and return the reply's values; raises BusError when it fails or takes longer than limit_s seconds."""
        message = Message(name, path, interface, member, signature=signature, body=list(body))
        async with self._free:
            if not self._connection.connected:
                raise BusError("the bus is gone")
            try:
                async with asyncio.timeout(limit_s):
                    reply = await self._connection.call(message)
            except TimeoutError as error:
                raise Unanswered(f"{name} did not answer {member}") from error
            except (OSError, EOFError) as error:
                raise BusError(f"the bus is gone: {error}") from error
        if reply.message_type is MessageType.ERROR:
            raise BusError(f"{reply.error_name}: {reply.body[0] if reply.body else ''}")
        return tuple(reply.body)

    async def listen(self, rule: str, told: Callable[[Message], None]) -> None:
        """Have `told` called with every signal that this match rule lets through (and others: it must look)."""
        await self.call(DAEMON, "/org/freedesktop/DBus", DAEMON, "AddMatch", "s", [rule])

        def handle(message: Message) -> None:
            """Calls and replies come here as well."""
            if message.message_type is MessageType.SIGNAL:
                told(message)

        self._connection.add_message_handler(handle)

    def close(self) -> None:
        """Close the connection."""
        self._connection.disconnect()
