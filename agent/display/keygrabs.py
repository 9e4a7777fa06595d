"""Chords taken from an X server for ourselves: on which key codes they lie in this layout, and whether another program has them already."""

import itertools
from collections.abc import Mapping
from typing import Any

import Xlib.error

from agent.display import x11
from agent.display.shortcut import Shortcut, parse, symbol_of

_ALIKE = {"Alt_L": ("Alt_L", "Alt_R", "Meta_L"), "Super_L": ("Super_L", "Super_R"), "Meta_L": ("Meta_L", "Meta_R")}
"""A modifier's key → the keys that may stand for it."""
_LOCKS = ("Num_Lock", "Scroll_Lock")
_STATES = 0xFF
"""The part of an event's state that is modifiers, not buttons or layout groups."""
_Grab = tuple[frozenset[int], int]
"""Key codes, and the mask of what is held with them."""


class Grabs:
    """The chords of one connection, each with Caps Lock, Num Lock and Scroll Lock on or off."""

    def __init__(self, connection: x11.Connection, chords: Mapping[str, str]) -> None:
        """chords: name → text."""
        self._connection = connection
        self._root: Any = connection.screen().root
        self._chords = dict(chords)
        self._grabbed: dict[str, _Grab] = {}
        self._troubles: dict[str, str] = {}
        self._locks = 0

    def renew(self) -> dict[str, str]:
        """Grab them as the layout is now; returns name → why for each that cannot be had and could before. Raises one of x11.Failure."""
        masks = self._masks()
        self._locks = x11.X.LockMask | sum({masks.get(symbol_of(name), 0) for name in _LOCKS})
        troubles: dict[str, str] = {}
        for name, text in self._chords.items():
            wanted = self._wanted(text, masks)
            if wanted == self._grabbed.get(name):
                continue
            if (before := self._grabbed.pop(name, None)) is not None:
                self._let_go(before)
            if isinstance(wanted, str):
                troubles[name] = wanted
            elif self._take(wanted):
                self._grabbed[name] = wanted
            else:
                self._let_go(wanted)
                troubles[name] = f"{text} is taken by another program"
        known, self._troubles = self._troubles, troubles
        return {name: why for name, why in troubles.items() if known.get(name) != why}

    def code_in(self, code: int) -> bool:
        """Whether a chord lies on this key code."""
        return any(code in codes for codes, _ in self._grabbed.values())

    def name_of(self, code: int, state: int) -> str:
        """The chord of a key code with these modifiers; empty when it is none."""
        held = state & _STATES & ~self._locks
        return next((name for name, (codes, mask) in self._grabbed.items() if code in codes and held == mask & ~self._locks), "")

    def _wanted(self, text: str, masks: Mapping[int, int]) -> _Grab | str:
        """What to grab, or why it cannot be."""
        shortcut = parse(text)
        if shortcut is None:
            return f"{text} is no key that X knows"
        found = [masks_of(held, masks) for held in shortcut.held]
        codes = self._codes(shortcut)
        if not codes or not all(found):
            return f"this keyboard has no {text}"
        return codes, sum(set(found))

    def _codes(self, shortcut: Shortcut) -> frozenset[int]:
        return frozenset(code for code, index in self._connection.keysym_to_keycodes(shortcut.symbol) if index == 0)

    def _masks(self) -> dict[int, int]:
        """Symbol → the modifier bit of its key."""
        found: dict[int, int] = {}
        rows: Any = self._connection.get_modifier_mapping()
        for place, codes in enumerate(rows):
            for code in filter(None, codes):
                found.setdefault(self._connection.keycode_to_keysym(code, 0), 1 << place)
        return found

    def _take(self, wanted: _Grab) -> bool:
        refused = Xlib.error.CatchError(Xlib.error.BadAccess)
        for code, mask in self._variants(wanted):
            self._root.grab_key(code, mask, False, x11.X.GrabModeAsync, x11.X.GrabModeAsync, onerror=refused)
        self._connection.sync()
        return refused.get_error() is None

    def _let_go(self, grabbed: _Grab) -> None:
        for code, mask in self._variants(grabbed):
            self._root.ungrab_key(code, mask)
        self._connection.flush()

    def _variants(self, wanted: _Grab) -> list[tuple[int, int]]:
        locks = [1 << bit for bit in range(8) if self._locks & 1 << bit]
        extras = [sum(some) for count in range(len(locks) + 1) for some in itertools.combinations(locks, count)]
        return [(code, wanted[1] | extra) for code in sorted(wanted[0]) for extra in extras]


def masks_of(held: str, masks: Mapping[int, int]) -> int:
    """The modifier bit of a modifier key or of one that may stand for it; 0 when the keyboard has none."""
    return next((mask for name in _ALIKE.get(held, (held,)) if (mask := masks.get(symbol_of(name), 0))), 0)
