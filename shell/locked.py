"""Whether the screen is locked, by the desktop's own screen saver service."""

from agent.display.bus import Bus, BusError
from agent.display.desk import Desk

_SERVICE = "org.freedesktop.ScreenSaver"
_NOBODY = ("org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner")
LIMIT_S = 1.0
"""Seconds the screen saver gets to answer."""


async def screen_locked(desk: Desk) -> bool | None:
    """True or False as the screen saver says; False when the desk has none; None when it does not answer."""
    try:
        bus = await Bus.connect(desk.environment.get("DBUS_SESSION_BUS_ADDRESS", ""), LIMIT_S)
    except BusError:
        return None
    try:
        reply = await bus.call(_SERVICE, "/org/freedesktop/ScreenSaver", _SERVICE, "GetActive", limit_s=LIMIT_S)
    except BusError as error:
        return False if str(error).startswith(_NOBODY) else None
    finally:
        bus.close()
    return reply[0] if len(reply) == 1 and isinstance(reply[0], bool) else None
