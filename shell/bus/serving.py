"""Keeps org.sayso.Shell1 on the session bus for as long as the daemon lives, whatever the bus does."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import chain, repeat

from dbus_next.constants import NameFlag, RequestNameReply
from dbus_next.errors import DBusError
from dbus_next.message import Message

from agent.display.desk import Desk
from shell.bus.connection import CONNECT_S, DAEMON, Connection, NoBus, connected_to
from shell.bus.fields import fields_of
from shell.bus.interface import NAME, PATH, Shell1
from shell.control import Service
from shell.event import Answered, Asked, Device, Event, Partial
from shell.session import Session

_PAUSES_S = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Seconds between two tries to reach the bus; the last one from then on."""


@asynccontextmanager
async def serving(desk: Desk, session: Session, service: Service) -> AsyncIterator[None]:
    """Serve programs on the desk's session bus until the block ends; a bus that is missing, slow or dies is told and otherwise harms nothing."""
    async with asyncio.TaskGroup() as group:
        kept = group.create_task(_OnBus(session, service).keep(desk.environment.get("DBUS_SESSION_BUS_ADDRESS", "")))
        try:
            yield
        finally:
            kept.cancel()


class _OnBus:
    """Comes back to the bus whenever it can."""

    def __init__(self, session: Session, service: Service) -> None:
        self._session = session
        self._service = service
        self._state = ""
        """What was last told of the bus."""
        self._challenge = False

    async def keep(self, address: str) -> None:
        """Connect, serve, and begin again when the bus went away, with growing pauses."""
        if not address:
            self._tell("missing", "there is no session bus here; programs reach Sayso by its private socket only")
            return
        while True:
            for pause in chain(_PAUSES_S, repeat(_PAUSES_S[-1])):
                try:
                    async with connected_to(address) as connection:
                        await self._serve(connection)
                    self._tell("lost", "the session bus went away; Sayso goes on and comes back to it")
                    break
                except NoBus as why:
                    self._tell("lost", f"{why}; Sayso goes on and comes to it when it is there")
                await asyncio.sleep(pause)
            await asyncio.sleep(_PAUSES_S[0])

    async def _serve(self, connection: Connection) -> None:
        """Until the connection ends. Raises NoBus when the bus does not give us a name."""
        interface = Shell1(self._session, self._service)
        connection.export(PATH, interface)
        connection.add_message_handler(self._heed)
        try:
            async with asyncio.timeout(CONNECT_S):
                got = await connection.request_name(NAME, NameFlag.NONE)
        except (OSError, EOFError, DBusError, TimeoutError) as error:
            raise NoBus(f"the session bus gives Sayso no name: {error or 'it took too long'}") from error
        if got is RequestNameReply.IN_QUEUE:
            self._tell("taken", f"another program is {NAME} on the session bus; Sayso takes over when it ends")
        async with asyncio.TaskGroup() as group:
            feeding = group.create_task(self._feed(connection, interface))
            await connection.ended()
            feeding.cancel()

    def _heed(self, message: Message) -> None:
        """The name becomes ours at once, or when whoever had it lets go."""
        if message.sender == DAEMON and message.member == "NameAcquired" and message.body == [NAME]:
            self._tell("back" if self._state in ("lost", "taken") else "in use", "")

    async def _feed(self, connection: Connection, interface: Shell1) -> None:
        """Send every event; a bus that takes them too slowly loses some and is told so."""
        behind = False
        while True:
            with self._session.listener() as events:
                if behind:
                    self._tell("behind", "the session bus took events too slowly; some were not sent", again=True)
                while (event := await events.get()) is not None:
                    await self._pass_on(event, connection, interface)
            behind = True

    async def _pass_on(self, event: Event, connection: Connection, interface: Shell1) -> None:
        if isinstance(event, Asked | Answered):
            self._challenge = isinstance(event, Asked) and event.kind == "challenge"
        if not (self._challenge and isinstance(event, Partial)):  # half of an answer may hold the digits
            interface.happened(type(event).__name__, fields_of(event))
            await connection.drained()
        if changed := interface.changes():
            interface.emit_properties_changed(changed)
            await connection.drained()

    def _tell(self, state: str, detail: str, again: bool = False) -> None:
        """Tell the user once."""
        if state != self._state or again:
            self._state = state
            self._session.publish(Device(self._session.state.turn, time.monotonic(), "bus", state, NAME, detail))
