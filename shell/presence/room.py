"""How much room a display gives the indicator: its main monitor, what panels leave of it, and how large text is to be."""

import re
from typing import Any

from Xlib.ext import randr

from agent.display import x11
from agent.observation import Box
from shell.presence.place import Room, em, within


def of(connection: x11.Connection) -> Room:
    """The room there is now."""
    root: Any = connection.screen().root
    monitor = _monitor(connection, root)
    work = x11.words(connection, root, "_NET_WORKAREA")[:4]
    free = within(monitor, Box(*work) if len(work) == 4 else None)
    return Room(free, em(monitor.height, _dpi(x11.text(connection, root, "RESOURCE_MANAGER"))))


def _monitor(connection: x11.Connection, root: Any) -> Box:
    """The main monitor, else the first, else the whole screen."""
    if connection.has_extension("RANDR"):
        try:
            found: Any = randr.get_monitors(root, is_active=True).monitors
        except x11.Failure:  # a server of before 2015
            found = []
        for monitor in sorted(found, key=lambda monitor: not monitor.primary):
            return Box(monitor.x, monitor.y, monitor.width_in_pixels, monitor.height_in_pixels)
    whole: Any = root.get_geometry()
    return Box(0, 0, whole.width, whole.height)


def _dpi(resources: str) -> float | None:
    found = re.search(r"(?m)^Xft\.dpi:\s*([0-9]+(?:\.[0-9]+)?)\s*$", resources)
    return float(found[1]) if found else None
