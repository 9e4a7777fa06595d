"""Pointer and layout keys of an X display, through pynput."""

import os
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, cast

from agent.display import x11

_DISPLAY = threading.Lock()
"""pynput reads DISPLAY when it is imported and when a controller is made: one desk at a time."""
_TOLD = ("DISPLAY", "XAUTHORITY")
BUTTONS = (1, 2, 3)
"""Mouse buttons that can stay down; the wheel's cannot."""


class Devices:
    """A mouse and a keyboard on one display."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._mouse: Any = None
        self._keyboard: Any = None
        self.renew()

    def renew(self) -> None:
        """Connect again, which also reads the keyboard map again; raises an X error when the display is gone."""
        self.close()
        with _DISPLAY, _named(self._environment):
            # pynput does not import without a display, so it is imported when there is one.
            from pynput import keyboard, mouse  # noqa: PLC0415

            self._button: Any = mouse.Button
            self._key: Any = keyboard.KeyCode
            self._mouse = mouse.Controller()
            self._keyboard = keyboard.Controller()

    def close(self) -> None:
        """Let go of the display, now: pynput leaves that to the garbage collector, which may come when the display is gone."""
        for controller in (self._mouse, self._keyboard):
            held = _fields(controller)
            if "_display" in held:
                with suppress(*x11.Failure):
                    held.pop("_display").close()
        self._mouse = self._keyboard = None

    def move(self, x: int, y: int) -> None:
        """Put the pointer on a pixel."""
        self._mouse.position = (x, y)

    def button(self, down: bool, number: int = 1) -> None:
        """Press or release a mouse button: 1 is left, 2 middle, 3 right."""
        button = self._button(number)
        if down:
            self._mouse.press(button)
        else:
            self._mouse.release(button)

    def wheel(self, dx: int, dy: int) -> None:
        """Turn the wheel by clicks; dy > 0 is up, dx > 0 is right."""
        self._mouse.scroll(dx, dy)

    def key(self, symbol: int, down: bool) -> None:
        """Press or release the key that carries this symbol, without any Shift it may need."""
        key = self._key.from_vk(symbol)
        if down:
            self._keyboard.press(key)
        else:
            self._keyboard.release(key)


@contextmanager
def _named(environment: Mapping[str, str]) -> Generator[None]:
    before = {name: os.environ.get(name) for name in _TOLD}
    try:
        _set({name: environment.get(name) for name in _TOLD})
        yield
    finally:
        _set(before)


def _set(values: Mapping[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def _fields(controller: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", vars(controller)) if controller is not None else {}
