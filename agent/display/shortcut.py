"""A key chord by the X names of its keys: what "Ctrl+Alt+Escape" means. Pure."""

from dataclasses import dataclass
from typing import Any

import Xlib.XK

MODIFIERS = {
    "ctrl": "Control_L", "control": "Control_L", "shift": "Shift_L", "alt": "Alt_L", "meta": "Meta_L", "super": "Super_L", "hyper": "Hyper_L",
}  # fmt: skip
"""Name of a modifier → X name of a key that is one."""
_keys: Any = Xlib.XK
_keys.load_keysym_group("xf86")


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A key, and what is held with it."""

    held: tuple[str, ...]
    """X names of modifier keys; a modifier on either side of the keyboard counts."""
    symbol: int
    """X symbol of the key as it is without Shift."""


def symbol_of(name: str) -> int:
    """The X symbol of a key's X name ("Pause", "F9", "space", "XF86AudioMicMute"), whatever its case; 0 when there is no such key."""
    spelt = (name, name.lower(), name.capitalize(), name.title(), name.upper(), name.replace("XF86", "XF86_"))  # the last is python-xlib's own
    return next((found for one in spelt if (found := _keys.string_to_keysym(one))), 0)


def parse(text: str) -> Shortcut | None:
    """The chord that a text names; None when it names none."""
    *held, key = (part.strip() for part in text.split("+"))
    symbol = symbol_of(key)
    if not symbol or any(name.lower() not in MODIFIERS for name in held):
        return None
    return Shortcut(tuple(dict.fromkeys(MODIFIERS[name.lower()] for name in held)), symbol)
