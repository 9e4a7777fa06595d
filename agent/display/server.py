"""What an X server offers, and who manages its windows."""

from dataclasses import dataclass
from typing import Any

from agent.display import x11


@dataclass(frozen=True, slots=True)
class Server:
    """One X display."""

    width: int
    """Pixels."""
    height: int
    """Pixels."""
    extensions: frozenset[str]
    """"XTEST", "SHAPE", "DAMAGE" and the rest."""
    manager: str | None
    """Name of the window manager that answers; None when none does."""


def look_at(display: str) -> Server:
    """Connect and look; blocks. Raises one of x11.Failure when the display cannot be opened."""
    connection = x11.connect(display)
    try:
        screen: Any = connection.screen()
        names: list[str] = list(connection.list_extensions())
        return Server(screen.width_in_pixels, screen.height_in_pixels, frozenset(names), _manager(connection))
    finally:
        connection.close()


def _manager(connection: x11.Connection) -> str | None:
    if not x11.managed(connection):
        return None
    root: Any = connection.screen().root
    window: Any = connection.create_resource_object("window", x11.words(connection, root, "_NET_SUPPORTING_WM_CHECK")[0])
    return x11.text(connection, window, "_NET_WM_NAME") or "a window manager without a name"
