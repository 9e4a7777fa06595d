"""A connection to the session bus that ends cleanly, never blocks the daemon and knows whose bus it is."""

import asyncio
import contextlib
import os
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from dbus_next.aio.message_bus import MessageBus
from dbus_next.constants import MessageType
from dbus_next.errors import AuthError, DBusError, InvalidAddressError
from dbus_next.message import Message

from shell.errors import ShellError

DAEMON, DAEMON_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
"""Name, and interface, of the bus itself, and its one object."""
CONNECT_S = 5.0
"""Seconds a bus gets to let us in, and to answer a question about itself."""


class NoBus(ShellError):
    """The session bus cannot be used; the text says why."""


class Connection(MessageBus):
    """dbus-next's connection, made safe against a bus that hangs or dies."""

    def __init__(self, address: str) -> None:
        self._sent: asyncio.Future[Any] | None = None
        super().__init__(bus_address=address)

    def send(self, msg: Message) -> "asyncio.Future[Any]":
        """Send it; the future is done once it is written. To a bus that is gone nothing is written."""
        if self.unique_name and not self.connected:
            # dbus-next would watch a file descriptor that may be somebody else's by now.
            gone: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
            gone.set_result(None)
            return gone
        self._sent = super().send(msg)
        return self._sent

    async def drained(self) -> None:
        """Wait until the last message sent is written: whoever awaits this after each message never fills memory or socket."""
        if self._sent is not None:
            await self._sent

    async def ended(self) -> None:
        """Wait until the connection has ended, by whichever side."""
        # Whoever is cancelled while waiting must not cancel the library's own future, as its wait_for_disconnect would.
        await asyncio.wait((self._disconnect_future,))
        self._disconnect_future.exception()

    async def close(self) -> None:
        """End it."""
        try:
            if self.connected:
                self.disconnect()
                await self.ended()
        finally:
            self._shut()

    def owner(self) -> int:
        """The user id of the process that serves the bus; our own where the transport cannot tell."""
        if self._sock.family is not socket.AF_UNIX:
            return os.getuid()
        given = self._sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        return int(struct.unpack("3i", given)[1])

    def _send_reply(self, msg: Message) -> Any:
        reply: Any = super()._send_reply(msg)  # pyright: ignore[reportUnknownMemberType]

        def left(self: Any, kind: Any, error: Any, trace: Any) -> bool:
            """An error that the caller was told of is dealt with."""
            return bool(self._exit(kind, error, trace)) and issubclass(kind, DBusError)

        # dbus-next forgets that it has told the caller of an error, which is then logged as a crash. What is unexpected still is.
        reply.__class__.__exit__ = left
        return reply

    def _setup_socket(self) -> None:
        self._sock: Any = None
        try:
            super()._setup_socket()
        except BaseException:
            self._shut()  # dbus-next leaves it open
            raise

    async def _auth_readline(self) -> str:
        # dbus-next reads on for ever, without letting go of the event loop, when the bus hangs up while we introduce ourselves.
        line = b""
        while not line.endswith(b"\r\n"):
            got: bytes = await self._loop.sock_recv(self._sock, 1)
            if not got:
                raise EOFError("the bus hung up")
            line += got
        return line[:-2].decode()

    def _shut(self) -> None:
        if self._sock is not None:
            if hasattr(self, "_disconnect_future") and self._disconnect_future.done():
                self._disconnect_future.exception()  # known to all who waited for it, and to be no surprise to the event loop
            if self._sock.fileno() >= 0:
                loop = asyncio.get_running_loop()
                loop.remove_reader(self._sock.fileno())
                loop.remove_writer(self._sock.fileno())
            with contextlib.suppress(OSError):
                self._stream.close()
            self._sock.close()


@asynccontextmanager
async def connected_to(address: str) -> AsyncIterator[Connection]:
    """A connection to the bus at this address. Raises NoBus when there is none, or it is another user's."""
    connection: Connection | None = None
    try:
        try:
            connection = Connection(address)
            if connection.owner() != os.getuid():
                raise NoBus("the session bus belongs to another user")
            async with asyncio.timeout(CONNECT_S):  # wait_for would swallow a cancel that comes as its work ends
                await connection.connect()
        except (OSError, EOFError, AuthError, InvalidAddressError, DBusError, TimeoutError, ValueError) as error:
            raise NoBus(f"the session bus does not answer: {error or 'it took too long'}") from error
        yield connection
    finally:
        if connection is not None:
            await connection.close()


async def asked(connection: Connection, message: Message, limit_s: float) -> Message:
    """The reply to a call, an error reply also. Raises NoBus when the bus is gone or none comes within limit_s seconds."""
    if not connection.connected:
        raise NoBus("the session bus is gone")
    try:
        async with asyncio.timeout(limit_s):
            reply = await connection.call(message)
    except TimeoutError as error:
        raise NoBus(f"{message.destination} did not answer within {limit_s:.0f} seconds") from error
    except (OSError, EOFError) as error:
        raise NoBus("the session bus is gone") from error
    if reply is None:
        raise NoBus("the session bus is gone")
    return reply


async def listen(connection: Connection, rule: str) -> None:
    """Have the signals that this match rule lets through sent to us. Raises NoBus."""
    reply = await asked(connection, Message(DAEMON, DAEMON_PATH, DAEMON, "AddMatch", signature="s", body=[rule]), CONNECT_S)
    if reply.message_type is MessageType.ERROR:
        raise NoBus(f"the session bus lets nobody listen: {reply.body[0] if reply.body else reply.error_name}")
