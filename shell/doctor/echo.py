"""An object on the session bus that is called back over a second connection."""
# pyright: reportUndefinedVariable=false, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUntypedFunctionDecorator=false
# pyright: reportUnknownParameterType=false
# dbus-next takes the annotations of a method for its D-Bus signature.

import os
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

from dbus_next.aio.message_bus import MessageBus
from dbus_next.constants import NameFlag, RequestNameReply
from dbus_next.errors import AuthError, DBusError
from dbus_next.message import Message
from dbus_next.service import ServiceInterface, method

from agent.display.bus import Bus, BusError

PATH = "/org/sayso/Doctor"
INTERFACE = "org.sayso.Doctor"


class Echo(ServiceInterface):
    """Says what it is told."""

    def __init__(self) -> None:
        super().__init__(INTERFACE)

    @method()
    def Echo(self, text: "s") -> "s":  # noqa: F821
        """The same text."""
        return text


async def echoed(address: str) -> float:
    """Milliseconds of one call to an object of ours under a name of ours. Raises BusError when no bus answers or the call does not come back."""
    name = f"{INTERFACE}.p{os.getpid()}"
    # dbus-next leaks a socket where nobody listens, so the other library knocks.
    (await Bus.connect(address)).close()
    async with _connected(address) as server, _connected(address) as caller:
        server.export(PATH, Echo())
        if await server.request_name(name, NameFlag.DO_NOT_QUEUE) is not RequestNameReply.PRIMARY_OWNER:
            raise BusError("the name could not be had")
        begun = time.monotonic()
        reply = await caller.call(Message(name, PATH, INTERFACE, "Echo", signature="s", body=["Sayso"]))
        if reply is None or reply.body != ["Sayso"]:
            raise BusError("the call came back changed")
        return (time.monotonic() - begun) * 1000


@asynccontextmanager
async def _connected(address: str) -> AsyncGenerator[MessageBus]:
    bus = MessageBus(bus_address=address)
    try:
        yield await bus.connect()
    except (OSError, EOFError, AuthError, DBusError) as error:
        raise BusError(str(error)) from error
    finally:
        if bus.connected:
            bus.disconnect()
            with suppress(OSError, EOFError):
                await bus.wait_for_disconnect()
        # It closes its socket only when it is collected.
        vars(bus)["_stream"].close()
        vars(bus)["_sock"].close()
