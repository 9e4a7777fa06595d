"""Every key and button that goes down on an X display, whoever has it grabbed: XInput's raw events."""

import struct
from dataclasses import dataclass
from typing import Any

from Xlib.ext import xinput

from agent.display import x11

KEY, BUTTON, MOTION = xinput.RawKeyPress, xinput.RawButtonPress, xinput.RawMotion
"""Kinds of events."""
_MASTERS = 1
"""XInput's number for all keyboards, or all pointers, as one."""
_GENERIC = 35
"""The type of the events of later extensions."""
_BODY = struct.Struct("=HII")
"""How an event goes on after its kind: device, time, key code or button."""


@dataclass(frozen=True, slots=True)
class Raw:
    """One event."""

    kind: int
    at_ms: int
    """The server's time: milliseconds of the system's monotonic clock, of which 32 bits are left."""
    code: int
    """Key code, or number of the button."""


def select(connection: x11.Connection, *kinds: int) -> None:
    """Have them told to this connection. Raises one of x11.Failure."""
    opcode = connection.display.get_extension_major(xinput.extname)
    # Whoever does not know version 2.1 is not told what happens while another program has the keyboard.
    xinput.XIQueryVersion(display=connection.display, opcode=opcode, major_version=2, minor_version=2)
    root: Any = connection.screen().root
    root.xinput_select_events([(_MASTERS, sum(1 << kind for kind in kinds))])
    connection.sync()


def raw(event: Any) -> Raw | None:
    """The raw event that an event is; None when it is another one."""
    if event.type != _GENERIC or not isinstance(event.data, bytes):
        return None
    _, at_ms, code = _BODY.unpack_from(event.data)
    return Raw(event.evtype, at_ms, code)
