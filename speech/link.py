"""A bounded stream of messages over a Unix socket: four bytes of length, then msgpack."""

import asyncio
import socket
import struct
from typing import Any, Generic, TypeVar

import msgspec

from speech.errors import LinkBroken
from speech.messages import Order, Report

MAX_BYTES = 1 << 20
_LENGTH = struct.Struct(">I")
In = TypeVar("In")
Out = TypeVar("Out")


class Link(Generic[In, Out]):
    """One end of a link: receives In, sends Out."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, decoder: "msgspec.msgpack.Decoder[In]") -> None:
        self._reader = reader
        self._writer = writer
        self._decoder = decoder
        self._encoder = msgspec.msgpack.Encoder()
        self._turn = asyncio.Lock()

    async def send(self, message: Out) -> bool:
        """Send a message, waiting while the other side is behind; False when it is gone. Raises LinkBroken when it is too large."""
        body = self._encoder.encode(message)
        if len(body) > MAX_BYTES:
            raise LinkBroken(f"a message of {len(body)} bytes is too large: at most {MAX_BYTES} can be sent")
        async with self._turn:
            if self._writer.is_closing():
                return False
            try:
                self._writer.write(_LENGTH.pack(len(body)) + body)
                await self._writer.drain()
            except (ConnectionError, BrokenPipeError):
                return False
        return True

    def put(self, message: Out) -> bool:
        """Send a small message without waiting while the other side is behind, for the few that must not wait; False when it is gone."""
        if self._writer.is_closing():
            return False
        body = self._encoder.encode(message)
        self._writer.write(_LENGTH.pack(len(body)) + body)
        return True

    async def receive(self) -> In | None:
        """The next message; None when the other side is gone. Raises LinkBroken for what is not a message."""
        try:
            (length,) = _LENGTH.unpack(await self._reader.readexactly(_LENGTH.size))
            if length > MAX_BYTES:
                raise LinkBroken(f"the other side announced {length} bytes: restart sayso")
            body = await self._reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError):
            return None
        try:
            return self._decoder.decode(body)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise LinkBroken(f"the other side sent something else than a message ({error}): restart sayso") from None

    async def close(self) -> None:
        """Close this end; the other side then receives None."""
        self._writer.close()
        try:
            await self._writer.wait_closed()
        except (ConnectionError, BrokenPipeError):
            return


async def _open(sock: socket.socket, kinds: Any) -> "Link[Any, Any]":
    sock.setblocking(False)
    reader, writer = await asyncio.open_unix_connection(sock=sock, limit=MAX_BYTES)
    return Link(reader, writer, msgspec.msgpack.Decoder(kinds))


async def open_daemon_end(sock: socket.socket) -> Link[Report, Order]:
    """The daemon's end: sends orders, receives reports."""
    return await _open(sock, Report)


async def open_ears_end(sock: socket.socket) -> Link[Order, Report]:
    """The ears' end: sends reports, receives orders."""
    return await _open(sock, Order)
