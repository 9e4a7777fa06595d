"""The narrow seam to python-xlib, which has no types: connections, atoms and properties."""

import re
import socket
from typing import Any

import Xlib.display
import Xlib.error
import Xlib.X
from Xlib.protocol import event as xevent

X: Any = Xlib.X
"""The protocol's constants."""
PAGER = 2
"""EWMH's word for "the user wants it"."""
Connection = Any
"""An Xlib.display.Display; not safe to share between threads."""
Failure = (Xlib.error.DisplayError, Xlib.error.XError, Xlib.error.ConnectionClosedError, OSError)
"""What python-xlib raises when the server or a window is gone."""


def connect(display: str) -> Connection:
    """A connection to an X display; raises one of Failure when it cannot be opened."""
    _knock(display)
    connection: Any = Xlib.display.Display(display)
    # A window may vanish between two requests: that is told by the reply, not on standard error.
    connection.set_error_handler(_ignore)
    return connection


def _knock(display: str) -> None:
    """python-xlib goes on to try TCP, and leaks its sockets, when nobody listens on a local display."""
    found = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if found is None:
        return
    path = f"/tmp/.X11-unix/X{found[1]}"
    for address in (path, f"\0{path}"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            if line.connect_ex(address) == 0:
                return
    raise Xlib.error.DisplayConnectionError(display, "nobody listens")


def _ignore(_error: object, _request: object) -> None:
    return


def words(connection: Connection, window: Any, name: str, kind: int = 0) -> list[int]:
    """The numbers in a window's property; empty when it has none or is gone."""
    try:
        found: Any = window.get_full_property(connection.intern_atom(name), kind)
    except Failure:
        return []
    return [int(word) for word in found.value] if found is not None and found.format in (16, 32) else []


def text(connection: Connection, window: Any, name: str) -> str:
    """The text in a window's property; empty when it has none or is gone."""
    try:
        found: Any = window.get_full_property(connection.intern_atom(name), 0)
    except Failure:
        return ""
    value: Any = found.value if found is not None else b""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def managed(connection: Connection) -> bool:
    """Whether a window manager answers on this display (EWMH)."""
    root: Any = connection.screen().root
    check = words(connection, root, "_NET_SUPPORTING_WM_CHECK")
    if not check:
        return False
    window: Any = connection.create_resource_object("window", check[0])
    return words(connection, window, "_NET_SUPPORTING_WM_CHECK") == check


def tell(connection: Connection, window: int, name: str, data: tuple[int, ...]) -> None:
    """Send the window manager an EWMH message about a window."""
    target: Any = connection.create_resource_object("window", window)
    message: Any = xevent.ClientMessage(window=target, client_type=connection.intern_atom(name), data=(32, data))
    root: Any = connection.screen().root
    root.send_event(message, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
    connection.flush()
