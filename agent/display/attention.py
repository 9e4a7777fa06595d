"""Waiting for a window: until it has the keyboard, and until its program has dealt with everything sent so far."""

import select
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from Xlib.protocol import event as xevent

from agent.display import x11

_DEPTH = 8
MANAGER_S = 5.0
"""Seconds the window manager gets: one that reads the keyboard map anew for every key that was lent is busy for a while."""
BUSY_S = 0.5
"""Seconds a program gets to deal with what it was sent."""


class Attention:
    """A connection of its own, for use in one thread; everything here blocks."""

    def __init__(self, display: str) -> None:
        self._connection = x11.connect(display)
        self._root: Any = self._connection.screen().root
        self._root.change_attributes(event_mask=x11.X.PropertyChangeMask | x11.X.SubstructureNotifyMask)
        self._connection.sync()
        self._count = 0

    def active(self) -> int:
        """X id of the window that has the keyboard; 0 when there is none."""
        found = x11.words(self._connection, self._root, "_NET_ACTIVE_WINDOW")
        # A window that just ended may still be called active.
        return found[0] if found and found[0] in x11.words(self._connection, self._root, "_NET_CLIENT_LIST") else 0

    def wait_active(self, window: int, limit_s: float) -> bool:
        """Wait until a window has the keyboard, at most limit_s seconds; returns whether it has."""
        return self._until(lambda event: self.active() == window, limit_s) if self.active() != window else True

    def caught_up(self, window: int, limit_s: float) -> bool:
        """Wait until the window's program has dealt with the events sent to it before, at most limit_s seconds; returns whether it has.

        It is asked with _NET_WM_PING, which programs answer in the order of their events; one that does not know it is not waited for.
        """
        target: Any = self._connection.create_resource_object("window", window)
        protocols, ping = self._connection.intern_atom("WM_PROTOCOLS"), self._connection.intern_atom("_NET_WM_PING")
        if ping not in x11.words(self._connection, target, "WM_PROTOCOLS"):
            return False
        self._count += 1
        mark = self._count
        data = (32, (ping, mark, window, 0, 0))
        target.send_event(xevent.ClientMessage(window=target, client_type=protocols, data=data), event_mask=0)

        def answer(event: Any) -> bool:
            """Whether this is the window's answer to this very ping."""
            if event.type != x11.X.ClientMessage or event.client_type != protocols:
                return False
            said = event.data[1]
            return bool(said[0] == ping and said[1] == mark and said[2] == window)

        return self._until(answer, limit_s)

    def manager_caught_up(self, limit_s: float) -> bool:
        """Wait until the window manager has dealt with what happened so far, at most limit_s seconds; returns whether it has.

        It is asked for the frame of a window of ours, which it answers with a property on that window.
        """
        own: Any = self._root.create_window(0, 0, 1, 1, 0, 0, x11.X.InputOnly, event_mask=x11.X.PropertyChangeMask)
        x11.tell(self._connection, own.id, "_NET_REQUEST_FRAME_EXTENTS", (0, 0, 0, 0, 0))
        try:
            return self._until(lambda event: event.type == x11.X.PropertyNotify and event.window.id == own.id, limit_s)
        finally:
            own.destroy()

    def catch_up(self, limit_s: float = BUSY_S) -> bool:
        """Wait until the active window really has the keys and its program has dealt with everything sent so far, each at most limit_s seconds.

        Returns whether keys go into the active window. A window is called active before its program has taken the focus it is offered.
        """
        self.manager_caught_up(MANAGER_S)
        window = self.active()
        if not window:
            return True
        target: Any = self._connection.create_resource_object("window", window)
        target.change_attributes(event_mask=x11.X.FocusChangeMask)
        focused = self._focused(window) or self._until(lambda event: self._focused(window), limit_s)
        self.caught_up(window, limit_s)
        return focused

    def _focused(self, window: int) -> bool:
        """Whether the keys go to this window or to one inside it."""
        inside: Any = self._connection.get_input_focus().focus
        for _ in range(_DEPTH):
            # 0 and 1 stand for nobody and for wherever the pointer is.
            if isinstance(inside, int) or inside.id == window:
                return not isinstance(inside, int)
            try:
                inside = inside.query_tree().parent
            except x11.Failure:
                return False
        return False

    def close(self) -> None:
        """Let go of the display."""
        with suppress(*x11.Failure):
            self._connection.close()

    def _until(self, wanted: Callable[[Any], bool], limit_s: float) -> bool:
        deadline = time.monotonic() + limit_s
        self._connection.flush()
        while True:
            while self._connection.pending_events():
                if wanted(self._connection.next_event()):
                    return True
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            select.select([self._connection.fileno()], [], [], left)
