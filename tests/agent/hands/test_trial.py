import select
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from agent.display import x11
from agent.display.desk import Desk
from agent.display.panel import TITLE
from agent.display.windows import Windows
from agent.errors import CannotAct
from agent.hands.trial import tried

TEXT = "Sayso ü 42"


class Thief(threading.Thread):
    """A window that takes the keyboard whenever it loses it, and keeps what it was sent."""

    def __init__(self, display: str) -> None:
        super().__init__(daemon=True)
        self.connection: Any = x11.connect(display)
        self.root: Any = self.connection.screen().root
        mask = x11.X.KeyPressMask | x11.X.FocusChangeMask
        self.window: Any = self.root.create_window(0, 0, 40, 40, 0, self.connection.screen().root_depth, override_redirect=True, event_mask=mask)
        self.window.map()
        self.take()
        self.keys = 0
        self.ended = threading.Event()

    def take(self) -> None:
        # Its number may have been that of a window which the window manager is just done with, and takes off the screen.
        self.window.map()
        self.window.set_input_focus(x11.X.RevertToParent, x11.X.CurrentTime)
        self.connection.sync()

    def run(self) -> None:
        while not self.ended.is_set():
            focus = self.connection.get_input_focus().focus
            if isinstance(focus, int) or focus.id != self.window.id:
                self.take()
            while self.connection.pending_events():
                self.keys += self.connection.next_event().type == x11.X.KeyPress
            select.select([self.connection.fileno()], [], [], 0.002)


@contextmanager
def _thief(desk: Desk) -> Iterator[Thief]:
    thief = Thief(desk.display)
    thief.start()
    try:
        yield thief
    finally:
        thief.ended.set()
        thief.join()
        thief.connection.close()


def _pointer(desk: Desk) -> tuple[int, int]:
    connection = x11.connect(desk.display)
    found: Any = connection.screen().root.query_pointer()
    connection.close()
    return int(found.root_x), int(found.root_y)


def test_clicks_and_types_and_leaves_everything_as_it_was(desk: Desk) -> None:
    before = _pointer(desk)
    seen = tried(desk, TEXT)

    assert seen.clicked
    assert seen.text == TEXT
    assert 0 < seen.click_ms < 3000
    assert _pointer(desk) == before
    windows, connection = Windows(desk.display), x11.connect(desk.display)
    assert windows.listed() == ()
    assert not any(connection.query_keymap())
    windows.close()
    connection.close()


def test_when_another_window_keeps_the_keyboard_nothing_is_typed(desk: Desk) -> None:
    with _thief(desk) as thief:
        with pytest.raises(CannotAct, match="another window"):
            tried(desk, TEXT)
        # What left between two looks at the focus may still come; never the rest.
        assert thief.keys <= 2


def test_when_the_keyboard_is_held_nothing_is_typed(desk: Desk) -> None:
    holder = x11.connect(desk.display)
    holder.screen().root.grab_keyboard(False, x11.X.GrabModeAsync, x11.X.GrabModeAsync, x11.X.CurrentTime)
    holder.sync()
    with pytest.raises(CannotAct, match=r"another (window keeps|program holds)"):
        tried(desk, TEXT)
    holder.close()


def test_when_the_keyboard_is_taken_in_the_middle_typing_ends(desk: Desk) -> None:
    thief = x11.connect(desk.display)
    root: Any = thief.screen().root
    window: Any = root.create_window(0, 0, 40, 40, 0, thief.screen().root_depth, override_redirect=True, event_mask=x11.X.KeyPressMask)
    window.map()
    thief.sync()

    def steal() -> None:
        """When the first key arrives in the doctor's window, somebody's window takes the keyboard."""
        windows = Windows(desk.display)
        while not (found := [seen.id for seen in windows.listed() if seen.title == TITLE]):
            time.sleep(0.005)
        windows.close()
        watching = x11.connect(desk.display)
        watching.create_resource_object("window", found[0]).change_attributes(event_mask=x11.X.KeyPressMask)
        watching.sync()
        select.select([watching.fileno()], [], [], 10)
        window.set_input_focus(x11.X.RevertToParent, x11.X.CurrentTime)
        thief.sync()
        watching.close()

    stealing = threading.Thread(target=steal)
    stealing.start()
    try:
        with pytest.raises(CannotAct, match="all ended at once"):
            tried(desk, TEXT * 20)
    finally:
        stealing.join(15)
        # What left between two looks at the focus may still come; never the rest.
        stolen = sum(thief.next_event().type == x11.X.KeyPress for _ in range(thief.pending_events()))
        thief.close()
    assert stolen <= 3
