"""The top-level windows of an X display: listed, watched, focused and closed through the window manager (EWMH)."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from agent.display import x11
from agent.display.overlays import Overlays
from agent.observation import Box, Window

_SKIPPED = ("_NET_WM_WINDOW_TYPE_DESKTOP", "_NET_WM_WINDOW_TYPE_DOCK")
_WATCHED = frozenset({"_NET_CLIENT_LIST", "_NET_CLIENT_LIST_STACKING", "_NET_ACTIVE_WINDOW", "_NET_WM_NAME", "WM_NAME", "_NET_WM_STATE"})


class Windows:
    """One connection to the display; for use in one thread."""

    def __init__(self, display: str) -> None:
        self._connection = x11.connect(display)
        self._root: Any = self._connection.screen().root
        self._overlays = Overlays(self._connection)
        self._told: Callable[[], None] | None = None
        # Kept, because a connection that broke does not tell it any more.
        self._descriptor: int = self._connection.fileno()
        self._selected: set[int] = set()

    @property
    def screen(self) -> Box:
        """The whole screen."""
        screen: Any = self._connection.screen()
        return Box(0, 0, screen.width_in_pixels, screen.height_in_pixels)

    def listed(self) -> tuple[Window, ...]:
        """Every managed window, the active one first and the others from top to bottom; desktops and docks are left out."""
        active = self.active()
        stacked = x11.words(self._connection, self._root, "_NET_CLIENT_LIST_STACKING") or x11.words(self._connection, self._root, "_NET_CLIENT_LIST")
        found = [window for number in reversed(stacked) if (window := _window(self._connection, self._root, number, active)) is not None]
        if self._told is not None:
            _select(self._connection, set(stacked) - self._selected)
            self._selected = set(stacked)
            self._drain()
        return tuple(sorted(found, key=lambda window: not window.active))

    def active(self) -> int:
        """X id of the window that has the keyboard; 0 when there is none."""
        found = x11.words(self._connection, self._root, "_NET_ACTIVE_WINDOW")
        return found[0] if found else 0

    def watch(self, told: Callable[[], None]) -> None:
        """Have `told` called by the running loop when windows come, go, are renamed, become active, or something pops up; not of ours."""
        self._told = told
        self._overlays.refresh()
        self._root.change_attributes(event_mask=x11.X.PropertyChangeMask | x11.X.SubstructureNotifyMask)
        self._connection.flush()
        asyncio.get_running_loop().add_reader(self._descriptor, self._drain)

    def focus(self, window: int) -> None:
        """Ask the window manager to raise a window and give it the keyboard."""
        x11.tell(self._connection, window, "_NET_ACTIVE_WINDOW", (x11.PAGER, 0, 0, 0, 0))

    def shut(self, window: int) -> None:
        """Ask the window manager to close a window; the program may ask back."""
        x11.tell(self._connection, window, "_NET_CLOSE_WINDOW", (0, x11.PAGER, 0, 0, 0))

    def close(self) -> None:
        """Let go of the display."""
        if self._told is not None:
            asyncio.get_running_loop().remove_reader(self._descriptor)
            self._told = None
        with suppress(*x11.Failure):
            self._connection.close()

    def _drain(self) -> None:
        moved = False
        try:
            while self._connection.pending_events():
                moved |= self._matters(self._connection.next_event())
        except x11.Failure:
            asyncio.get_running_loop().remove_reader(self._descriptor)
            moved = True
        if moved and self._told is not None:
            self._told()

    def _matters(self, event: Any) -> bool:
        if event.type == x11.X.PropertyNotify:
            return self._connection.get_atom_name(event.atom) in _WATCHED
        if event.type == x11.X.MapNotify:
            return not self._overlays.appeared(event.window.id)
        return event.type == x11.X.UnmapNotify and not self._overlays.vanished(event.window.id)


def _window(connection: x11.Connection, root: Any, number: int, active: int) -> Window | None:
    window: Any = connection.create_resource_object("window", number)
    kinds = x11.words(connection, window, "_NET_WM_WINDOW_TYPE")
    if any(kind == connection.intern_atom(name) for kind in kinds for name in _SKIPPED):
        return None
    try:
        size: Any = window.get_geometry()
        corner: Any = root.translate_coords(window, 0, 0)
    except x11.Failure:
        return None
    title = x11.text(connection, window, "_NET_WM_NAME") or x11.text(connection, window, "WM_NAME")
    kind = x11.text(connection, window, "WM_CLASS").rstrip("\0").rpartition("\0")[2].lower()
    pids = x11.words(connection, window, "_NET_WM_PID")
    box = Box(int(corner.x), int(corner.y), int(size.width), int(size.height))
    return Window(number, title, kind, pids[0] if pids else 0, box, number == active)


def _select(connection: x11.Connection, numbers: Iterable[int]) -> None:
    for number in numbers:
        window: Any = connection.create_resource_object("window", number)
        window.change_attributes(event_mask=x11.X.PropertyChangeMask)
    connection.flush()
