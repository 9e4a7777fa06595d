"""A small window of our own with a button drawn on it, which tells what pointer and keys it receives."""

import os
import select
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from agent.display import x11
from agent.observation import Box

TITLE = "Sayso doctor"
_SIZE = (360, 140)
_BUTTON = Box(110, 70, 140, 44)
_UNICODE = 0x01000000
_AGAIN_S = 0.5


@dataclass(slots=True)
class Received:
    """What came so far."""

    clicks: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """Where the left button went down, pixels from the window's corner."""
    text: str = ""
    losses: int = 0
    """How often another window took the keyboard since it came to the front."""

    @property
    def pressed(self) -> bool:
        """Whether a click hit the button."""
        return any(_BUTTON.contains(x, y) for x, y in self.clicks)


class Panel:
    """One window on a connection of its own; for use in one thread. Raises an X error when the display cannot be opened."""

    def __init__(self, display: str) -> None:
        self._connection = x11.connect(display)
        screen: Any = self._connection.screen()
        self._root: Any = screen.root
        mask = x11.X.ExposureMask | x11.X.ButtonPressMask | x11.X.KeyPressMask | x11.X.FocusChangeMask | x11.X.StructureNotifyMask
        corner = ((screen.width_in_pixels - _SIZE[0]) // 2, (screen.height_in_pixels - _SIZE[1]) // 2)
        self._window: Any = self._root.create_window(
            *corner, *_SIZE, 0, screen.root_depth, background_pixel=screen.white_pixel, event_mask=mask
        )  # fmt: skip
        self._ink: Any = self._window.create_gc(foreground=screen.black_pixel, background=screen.white_pixel)
        self._window.set_wm_name(TITLE)
        self._window.set_wm_class("sayso-doctor", "Sayso-doctor")
        self._window.set_wm_normal_hints(flags=1 | 4, x=corner[0], y=corner[1])
        self._window.change_property(self._connection.intern_atom("_NET_WM_PID"), self._connection.intern_atom("CARDINAL"), 32, [os.getpid()])
        self.received = Received()

    @property
    def button(self) -> Box:
        """Where the button is on the screen."""
        corner: Any = self._root.translate_coords(self._window, 0, 0)
        return Box(int(corner.x) + _BUTTON.x, int(corner.y) + _BUTTON.y, _BUTTON.width, _BUTTON.height)

    def show(self, limit_s: float) -> bool:
        """Put it on the screen and wait until it has the keyboard, at most limit_s seconds; returns whether it has."""
        shown, deadline = False, time.monotonic() + limit_s
        # Asked again: a window manager that is still busy with a window before this one may drop it once.
        while not shown and time.monotonic() < deadline:
            self._window.map()
            x11.tell(self._connection, self._window.id, "_NET_ACTIVE_WINDOW", (x11.PAGER, 0, 0, 0, 0))
            shown = self.wait(lambda: _focused(self._connection, self._window), min(_AGAIN_S, limit_s))
        self.received.losses = 0
        return shown

    def kept(self) -> bool:
        """Whether keys go to it now and have all the time since it was shown: two windows may fight for them."""
        self.wait(lambda: True, 0.0)
        return _focused(self._connection, self._window) and not self.received.losses

    def grabbed(self) -> bool:
        """Whether another program holds pointer or keys (an open menu, a locked screen), so that they would go there whatever has the focus."""
        now = x11.X.CurrentTime
        keys = self._window.grab_keyboard(False, x11.X.GrabModeAsync, x11.X.GrabModeAsync, now)
        pointer = self._window.grab_pointer(False, 0, x11.X.GrabModeAsync, x11.X.GrabModeAsync, 0, 0, now)
        self._connection.ungrab_keyboard(now)
        self._connection.ungrab_pointer(now)
        self._connection.sync()
        return bool(keys or pointer)

    def under(self, x: int, y: int) -> bool:
        """Whether a pixel of the screen shows this window and no other."""
        window = self._root
        while True:
            child: Any = window.translate_coords(self._root, x, y).child
            if isinstance(child, int) or not child:
                return False
            if child.id == self._window.id:
                return True
            window = child

    @property
    def pointer(self) -> tuple[int, int]:
        """The pixel the pointer is on."""
        found: Any = self._root.query_pointer()
        return int(found.root_x), int(found.root_y)

    def wait(self, done: Callable[[], bool], limit_s: float) -> bool:
        """Take events until `done`, at most limit_s seconds; returns whether it is."""
        deadline = time.monotonic() + limit_s
        while True:
            while self._connection.pending_events():
                self._take(self._connection.next_event())
            if done():
                return True
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            self._connection.flush()
            if not self._connection.pending_events():
                select.select([self._connection.fileno()], [], [], min(left, 0.1))

    def close(self) -> None:
        """Take it off the screen and let go of the display."""
        with suppress(*x11.Failure):
            self._window.destroy()
            self._connection.sync()
            self._connection.close()

    def _take(self, event: Any) -> None:
        if event.type == x11.X.Expose:
            self._window.draw_text(self._ink, 40, 40, b"Sayso tries its hands here. Please wait.")
            self._window.rectangle(self._ink, _BUTTON.x, _BUTTON.y, _BUTTON.width, _BUTTON.height)
            self._window.draw_text(self._ink, _BUTTON.x + 48, _BUTTON.y + 26, b"Press me")
        elif event.type == x11.X.ButtonPress and event.detail == 1:
            self.received.clicks.append((int(event.event_x), int(event.event_y)))
        elif event.type == x11.X.FocusOut and event.mode not in (x11.X.NotifyGrab, x11.X.NotifyUngrab) and event.detail != x11.X.NotifyPointer:
            self.received.losses += 1
        elif event.type == x11.X.KeyPress:
            self.received.text += _character(self._connection, int(event.detail), int(event.state))


def _focused(connection: Any, window: Any) -> bool:
    """Whether keys go to the window now."""
    focus: Any = connection.get_input_focus().focus
    return not isinstance(focus, int) and focus.id == window.id


def _character(connection: Any, code: int, state: int) -> str:
    row: list[int] = list(connection.get_keyboard_mapping(code, 1)[0])
    first, level = 2 * (state >> 13 & 3), int(bool(state & x11.X.ShiftMask))
    column = first + level if any(row[first : first + 2]) else level
    symbol = row[column] if column < len(row) else 0
    if symbol & 0xFF000000 == _UNICODE:
        return chr(symbol - _UNICODE)
    return chr(symbol) if 0x20 <= symbol <= 0x7E or 0xA0 <= symbol <= 0xFF else ""
