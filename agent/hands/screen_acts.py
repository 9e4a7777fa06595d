"""The acts on a screen, event by event; all of it blocks and belongs into the hands' thread."""

import time
from collections.abc import Callable

from agent.action import Ui, UiOp
from agent.display import x11
from agent.display.attention import Attention
from agent.display.desk import Desk
from agent.display.windows import Windows
from agent.errors import CannotAct
from agent.hands.keys import Keys
from agent.hands.pointer import BUTTONS, Devices
from agent.hands.typist import Typist
from agent.observation import Box, Window

FOCUS_S = 1.0
"""Seconds a window gets to take the keyboard."""
_WHEEL = {"up": (0, 1), "down": (0, -1), "left": (-1, 0), "right": (1, 0)}
_WHEEL_CLICKS = 5
"""Wheel clicks when an act does not say how many."""


class ScreenActs:
    """The devices of one desk and what can be done with them."""

    def __init__(self, desk: Desk) -> None:
        self._windows = Windows(desk.display)
        self._attention = Attention(desk.display)
        self._typist = Typist(desk.display, self._attention)
        self._devices = Devices(desk.environment)
        self._keys = Keys(self._devices, self._typist)
        self.first_input_at = 0.0
        """When the first event of the last act left, monotonic seconds; 0.0: none did."""

    def act(self, ui: Ui, told: Callable[[], None]) -> None:
        """Do one act, calling told before every event (it raises to stop); raises CannotAct."""
        self.first_input_at = 0.0

        def check() -> None:
            """Ask first, then keep when the first event comes."""
            told()
            self.first_input_at = self.first_input_at or time.monotonic()

        match ui.op:
            case UiOp.FOCUS:
                check()
                self._windows.focus(_window(ui).id)
            case UiOp.CLOSE:
                check()
                self._windows.shut(_window(ui).id)
            case UiOp.CLICK:
                if ui.element is None:
                    raise CannotAct("nothing to click")
                self._front(ui.window, told)
                self._click(ui.element.box, check)
            case UiOp.TYPE:
                self._front(ui.window, told, keys=True)
                if ui.element is not None and "focused" not in ui.element.states:
                    self._click(ui.element.box, check)
                self._typist.type(ui.text, check)
            case UiOp.PRESS:
                self._front(ui.window, told, keys=True)
                self._keys.press(ui.keys, check)
            case UiOp.SCROLL:
                self._front(ui.window, told)
                self._scroll(ui, check)

    def point(self, x: int, y: int) -> None:
        """Put the pointer on a pixel."""
        self._devices.move(x, y)

    def release(self) -> None:
        """Release every key and button that is down."""
        self._typist.release_held()
        for number in BUTTONS:
            self._devices.button(False, number)

    def close(self) -> None:
        """Release everything and let go of the display; fine when it is gone."""
        try:
            self.release()
        except x11.Failure:
            return
        finally:
            self._devices.close()
            self._typist.close()
            self._windows.close()
            self._attention.close()

    def _front(self, window: Window | None, told: Callable[[], None], *, keys: bool = False) -> None:
        """Make sure the act's window has the keyboard, so that nothing lands in another, and that its program is not behind."""
        if window is not None and self._attention.active() != window.id:
            told()
            self._windows.focus(window.id)
            if not self._attention.wait_active(window.id, FOCUS_S):
                raise CannotAct(f"{window.title or window.app} does not come to the front")
        if not self._attention.catch_up() and keys:
            raise CannotAct("the window in front does not take the keyboard")

    def _click(self, box: Box, check: Callable[[], None]) -> None:
        check()
        self._devices.move(*box.centre)
        # A program that is still busy with events before this one would take the pointer to be where it is only later.
        self._attention.catch_up()
        check()
        try:
            self._devices.button(True)
            check()
        finally:
            self._devices.button(False)

    def _scroll(self, ui: Ui, check: Callable[[], None]) -> None:
        if ui.direction not in _WHEEL:
            raise CannotAct(f"I cannot scroll {ui.direction or 'nowhere'}")
        active = next((window for window in self._windows.listed() if window.active), None)
        target = ui.element or ui.window or active
        if target is not None:
            check()
            self._devices.move(*target.box.centre)
        for _ in range(ui.amount or _WHEEL_CLICKS):
            check()
            self._devices.wheel(*_WHEEL[ui.direction])


def _window(ui: Ui) -> Window:
    if ui.window is None:
        raise CannotAct(f"no window to {ui.op}")
    return ui.window
