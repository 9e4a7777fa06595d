"""Keys that reach Sayso whatever window has the keyboard: grabbed from the X server, told when they go down and up."""

import asyncio
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from agent.display import x11
from agent.display.keygrabs import Grabs
from agent.display.rawinput import KEY, raw, select

LOOK_S = 0.04
"""How often a key that is down is looked at: its release is told only to the program that has the keyboard; seconds."""


@dataclass(frozen=True, slots=True)
class Key:
    """A chord went down, or up."""

    name: str
    """As the caller calls it."""
    down: bool
    at: float
    """Monotonic seconds."""


@dataclass(frozen=True, slots=True)
class Unheard:
    """A chord that cannot be had."""

    name: str
    why: str
    """In words: "Pause is taken by another program"."""


class Hotkeys:
    """One connection to a display, for use in one loop.

    A chord is grabbed, so that nobody else acts on it. That it goes down is taken from XInput's raw events, which come also while another
    program has the keyboard, as an open menu has; the repeats of a held key are not among them.
    """

    def __init__(self, display: str, chords: Mapping[str, str]) -> None:
        """chords: name → "Ctrl+Alt+Escape", no text for none. Raises one of x11.Failure when the display cannot be opened."""
        self._connection = x11.connect(display)
        self._descriptor: int = self._connection.fileno()
        self._root: Any = self._connection.screen().root
        self._grabs = Grabs(self._connection, {name: text for name, text in chords.items() if text})
        self._told: asyncio.Queue[Key | Unheard | None] = asyncio.Queue()
        self._down: dict[str, int] = {}
        """Name → the key code that is down."""
        self._stale = True
        """Whether the keyboard map changed since the grabs were made."""
        self._looking: asyncio.TimerHandle | None = None

    async def told(self) -> AsyncGenerator[Key | Unheard]:
        """What happens, until the display is gone; a chord that is down then goes up. To be asked for once; the connection ends with it."""
        loop = asyncio.get_running_loop()
        loop.add_reader(self._descriptor, self._heed)
        self._heed(first=True)
        try:
            while (event := await self._told.get()) is not None:
                yield event
        finally:
            loop.remove_reader(self._descriptor)
            if self._looking is not None:
                self._looking.cancel()
            with suppress(*x11.Failure):
                self._connection.close()

    def _heed(self, first: bool = False) -> None:
        try:
            if first:
                select(self._connection, KEY)
            while self._stale or self._connection.pending_events():
                if not self._connection.pending_events():
                    self._renew()  # once for many: a map comes in pieces
                    continue
                self._take(self._connection.next_event())
        except x11.Failure:
            self._gone()

    def _take(self, event: Any) -> None:
        if event.type == x11.X.MappingNotify:
            self._connection.refresh_keyboard_mapping(event)
            self._stale = True
        elif event.type == x11.X.KeyRelease:
            self._look()
        elif (pressed := raw(event)) is not None:
            if self._stale:
                self._renew()
            if self._grabs.code_in(pressed.code):
                self._pressed(pressed.code, self._root.query_pointer().mask)
        elif event.type == x11.X.KeyPress:  # of our own grab: what was held when it went down is known exactly
            self._pressed(event.detail, event.state)

    def _renew(self) -> None:
        self._stale = False
        for name, why in self._grabs.renew().items():
            self._told.put_nowait(Unheard(name, why))

    def _pressed(self, code: int, state: int) -> None:
        name = self._grabs.name_of(code, state)
        if name and name not in self._down:
            self._down[name] = code
            self._told.put_nowait(Key(name, True, time.monotonic()))
            self._look_later()

    def _look(self) -> None:
        """Whether what was down still is; a repeat tells a release that is none."""
        keys: Any = self._connection.query_keymap() if self._down else ()
        for name, code in list(self._down.items()):
            if not keys[code >> 3] & 1 << (code & 7):
                del self._down[name]
                self._told.put_nowait(Key(name, False, time.monotonic()))

    def _look_later(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self._looking = asyncio.get_running_loop().call_later(LOOK_S, self._look_again) if self._down else None

    def _look_again(self) -> None:
        try:
            self._look()
        except x11.Failure:
            self._gone()
            return
        self._look_later()
        self._heed()  # what came while the server answered wakes nobody

    def _gone(self) -> None:
        asyncio.get_running_loop().remove_reader(self._descriptor)
        for name in self._down:
            self._told.put_nowait(Key(name, False, time.monotonic()))
        self._down.clear()
        self._told.put_nowait(None)
