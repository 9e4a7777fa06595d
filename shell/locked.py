"""Whether the screen is locked, by the desktop's own screen saver service."""

import asyncio

from dbus_next.aio.message_bus import MessageBus
from dbus_next.constants import MessageType
from dbus_next.errors import DBusError
from dbus_next.message import Message

from agent.display.desk import Desk

_SERVICE = "org.freedesktop.ScreenSaver"
_NOBODY = ("org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner")


async def screen_locked(desk: Desk) -> bool | None:
    """True or False as the screen saver says; False when the desk has none; None when it does not answer."""
    message = Message(_SERVICE, "/org/freedesktop/ScreenSaver", _SERVICE, "GetActive")
    try:
        bus = await MessageBus(bus_address=desk.environment.get("DBUS_SESSION_BUS_ADDRESS", "")).connect()
    except (OSError, DBusError, ValueError, AttributeError):
        return None
    try:
        reply = await asyncio.wait_for(bus.call(message), 1.0)
    except TimeoutError:
        return None
    finally:
        bus.disconnect()
    if reply is None or reply.message_type is MessageType.ERROR:
        return False if reply is not None and reply.error_name in _NOBODY else None
    return bool(reply.body[0])
