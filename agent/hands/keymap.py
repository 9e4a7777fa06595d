"""The keyboard map of an X display: which key gives a character, and spare keys that can be lent to any other."""

import select
import time
from collections.abc import Iterable
from typing import Any

from agent.display import x11

_UNICODE = 0x01000000
_TAKE_S = 0.08
"""Seconds programs get to read a changed map; X has no way to tell when they have."""
_SPECIAL = {"\n": 0xFF0D, "\r": 0xFF0D, "\t": 0xFF09, "\b": 0xFF08}


def keysym(character: str) -> int:
    """The X key symbol of a character."""
    code = ord(character)
    if character in _SPECIAL:
        return _SPECIAL[character]
    return code if 0x20 <= code <= 0x7E or 0xA0 <= code <= 0xFF else _UNICODE | code


class Keymap:
    """The map as it is now; keys that have no symbol are lent to characters the layout lacks."""

    def __init__(self, connection: x11.Connection) -> None:
        self._connection = connection
        self._first: int = connection.display.info.min_keycode
        self._count: int = connection.display.info.max_keycode - self._first + 1
        self._lent: dict[int, int] = {}
        self._rows: list[tuple[int, ...]] = []
        self.reload()

    def reload(self) -> None:
        """Read the map from the server."""
        rows: Any = self._connection.get_keyboard_mapping(self._first, self._count)
        self._rows = [tuple(row) for row in rows]

    def key(self, symbol: int, group: int = 0) -> tuple[int, bool] | None:
        """The key code that gives this symbol in a layout group, and whether with Shift; None when no key does."""
        for code, lent in self._lent.items():
            if lent == symbol:
                return code, False
        for level in (0, 1):
            for place, row in enumerate(self._rows):
                column = 2 * group + level if any(row[2 * group : 2 * group + 2]) else level
                if column < len(row) and row[column] == symbol and not _given(row):
                    return place + self._first, bool(level)
        return None

    def layout_key(self, symbol: int, group: int = 0) -> tuple[int, bool] | None:
        """Like key(), but never a lent one."""
        found = self.key(symbol, group)
        return found if found is not None and found[0] not in self._lent else None

    def spares(self) -> list[int]:
        """Key codes that carry nothing, or only what someone lent them before and never took back."""
        return [place + self._first for place, row in enumerate(self._rows) if not any(row) or _given(row)]

    def lend(self, symbols: Iterable[int]) -> None:
        """Give each symbol a spare key and wait until programs have taken the new map; raises LookupError when there are not enough.

        Keys lent before are kept as long as there are others; what was typed with them must have been read by then.
        """
        needed = dict.fromkeys(symbols)
        spares = self.spares()
        if len(spares) < len(needed):
            raise LookupError(f"the keyboard map has {len(spares)} spare keys and {len(needed)} are needed")
        wanted = [symbol for symbol in needed if symbol not in self._lent.values()]
        if not wanted:
            return
        unused = [code for code in spares if code not in self._lent]
        free = [*unused, *(code for code, symbol in self._lent.items() if symbol not in needed)]
        for code, symbol in zip(free, wanted, strict=False):
            self._connection.change_keyboard_mapping(code, [[symbol, symbol]])
            self._lent[code] = symbol
        self.wait()
        self.reload()

    def give_back(self) -> None:
        """Clear every key lent so far."""
        for code in self._lent:
            self._connection.change_keyboard_mapping(code, [[0, 0]])
        if self._lent:
            self._lent.clear()
            self._connection.sync()
            self.reload()

    def wait(self) -> None:
        """Wait for the server's word that the map changed, and as long again as programs need to read it."""
        self._connection.sync()
        until = time.monotonic() + _TAKE_S
        while (left := until - time.monotonic()) > 0:
            select.select([self._connection.fileno()], [], [], left)
            self.changed()

    def changed(self) -> bool:
        """Whether the server told of a new map since the last call; other events are dropped."""
        told = False
        while self._connection.pending_events():
            told |= self._connection.next_event().type == x11.X.MappingNotify
        return told


def _given(row: tuple[int, ...]) -> bool:
    """Whether a row of the map looks like one of ours: nothing but one Unicode symbol, at both levels."""
    return len(row) > 1 and row[0] == row[1] and row[0] & 0xFF000000 == _UNICODE
