"""The typed other end of org.sayso.Shell1, for programs that have the session bus only; speaks like shell.client."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from dbus_next.constants import MessageType
from dbus_next.message import Message
from dbus_next.signature import Variant

from shell.bus.connection import DAEMON, DAEMON_PATH, Connection, NoBus, asked, connected_to, listen
from shell.bus.fields import event_of
from shell.bus.interface import NAME, PATH
from shell.errors import NotRunning, ShellError
from shell.event import Device, Event
from shell.session import QUEUE
from shell.wire import Hold, Listen, Mute, Now, Order, Reload

ANSWER_S = 30.0
"""Seconds the daemon gets: it ends what runs before it answers a stop."""
_PROPERTIES = "org.freedesktop.DBus.Properties"
_GONE = f"type='signal',sender='{DAEMON}',path='{DAEMON_PATH}',interface='{DAEMON}',member='NameOwnerChanged',arg0='{NAME}'"
_HAPPENED = f"type='signal',sender='{NAME}',path='{PATH}',interface='{NAME}',member='Event'"


class BusClient:
    """A connection to a running daemon over the session bus."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def say(self, text: str) -> int:
        """Have a sentence done; returns the number of its turn. Raises ShellError when it is not taken."""
        return int(str((await self._call("Say", "s", text))[0]))

    async def answer(self, text: str) -> str:
        """Answer the open question; returns why it was not taken, empty when it was. A challenge can be refused, never granted."""
        return str((await self._call("Answer", "s", text))[0])

    async def stop(self, everything: bool = False) -> None:
        """Stop what runs."""
        await self._call("StopAll" if everything else "Stop")

    async def order(self, order: Order) -> str:
        """Have it done; returns why it was not, empty when it was."""
        match order:
            case Listen(on=on) | Mute(on=on) | Hold(on=on):
                try:
                    await self._call("PushToTalk" if isinstance(order, Hold) else type(order).__name__, "b", on)
                except NotRunning:
                    raise
                except ShellError as why:
                    return str(why)
                return ""
            case Reload():
                return str((await self._call("ReloadPolicies"))[0])
            case _:
                return f"{type(order).__name__} is for the private socket only"

    async def watch(self) -> AsyncIterator[Now | Event]:
        """Where the session is (its turn is not told here), then every event. Ends with the daemon, or when this side is too slow."""
        events: asyncio.Queue[Event | None] = asyncio.Queue(QUEUE)
        owner = str((await self._call("GetNameOwner", "s", NAME, to=(DAEMON, DAEMON_PATH, DAEMON)))[0])

        def heard(message: Message) -> None:
            """Queue an event; None when Sayso is gone or too many wait."""
            event: Event | None = None
            if message.sender == owner and message.interface == NAME and message.member == "Event":
                event = event_of(*message.body)
                if event is None:
                    return
            elif not (message.sender == DAEMON and message.member == "NameOwnerChanged" and message.body[0] == NAME):
                return
            if events.full():
                events.get_nowait()
                event = None
            events.put_nowait(event)

        self._connection.add_message_handler(heard)
        for rule in (_GONE, _HAPPENED):
            await listen(self._connection, rule)
        yield await self._now()
        async for event in _until_gone(self._connection, events):
            yield event

    async def _now(self) -> Now:
        (found,) = await self._call("GetAll", "s", NAME, to=(NAME, PATH, _PROPERTIES))
        properties = cast("dict[str, Variant]", found)
        devices = {kind: str(text).partition(": ") for kind, text in properties["Devices"].value.items()}
        told = tuple(Device(0, 0.0, kind, state, name) for kind, (state, _, name) in devices.items())
        cue = str(properties["Cue"].value)
        return Now(properties["State"].value, properties["Question"].value, 0, devices=told, heeds=not cue, cue=cue)

    async def _call(self, member: str, signature: str = "", *body: object, to: tuple[str, str, str] = (NAME, PATH, NAME)) -> list[object]:
        try:
            message = Message(to[0], to[1], to[2], member, signature=signature, body=list(body))
            reply = await asked(self._connection, message, ANSWER_S)
        except NoBus as error:
            raise NotRunning from error
        if reply.message_type is MessageType.ERROR:
            if str(reply.error_name).startswith(f"{DAEMON}.Error."):  # nobody has the name
                raise NotRunning
            raise ShellError(f"not taken: {reply.body[0]}" if member == "Say" else str(reply.body[0]))
        return list(reply.body)


async def _until_gone(connection: Connection, events: "asyncio.Queue[Event | None]") -> AsyncIterator[Event]:
    async with asyncio.TaskGroup() as group:
        gone = group.create_task(connection.ended())
        try:
            while not gone.done():
                taken = group.create_task(events.get())
                await asyncio.wait((gone, taken), return_when=asyncio.FIRST_COMPLETED)
                if not taken.done() or (event := taken.result()) is None:
                    taken.cancel()
                    break
                yield event
        finally:
            gone.cancel()


@asynccontextmanager
async def on_bus(address: str) -> AsyncIterator[BusClient]:
    """A connection to the daemon on this session bus. Raises NotRunning when there is no bus; the first call does when there is no daemon."""
    try:
        async with connected_to(address) as connection:
            yield BusClient(connection)
    except NoBus as error:
        raise NotRunning from error
