"""Keys by name: what "ctrl+shift+s" means."""

from dataclasses import dataclass

from agent.errors import CannotAct
from agent.hands.keymap import keysym

MODIFIERS = {"ctrl": 0xFFE3, "control": 0xFFE3, "alt": 0xFFE9, "shift": 0xFFE1, "super": 0xFFEB}
"""Name → X key symbol of the left key."""

NAMED = {
    "enter": 0xFF0D, "return": 0xFF0D, "escape": 0xFF1B, "tab": 0xFF09, "space": 0x20, "backspace": 0xFF08, "delete": 0xFFFF,
    "up": 0xFF52, "down": 0xFF54, "left": 0xFF51, "right": 0xFF53, "home": 0xFF50, "end": 0xFF57, "page_up": 0xFF55, "page_down": 0xFF56,
    "insert": 0xFF63, "menu": 0xFF67, "print": 0xFF61, "equal": 0x3D, "equals": 0x3D, "plus": 0x2B, "minus": 0x2D, "asterisk": 0x2A, "slash": 0x2F,
    "period": 0x2E, "comma": 0x2C, **{f"f{number}": 0xFFBD + number for number in range(1, 13)},
}  # fmt: skip
"""Name → X key symbol."""


@dataclass(frozen=True, slots=True)
class Chord:
    """Keys that are held together."""

    held: tuple[int, ...]
    """Symbols of the modifiers, in the order said."""
    key: int
    """Symbol of the key struck; 0 when only modifiers are."""
    character: str
    """The character meant, when the key was given as one; else empty."""


def parse(keys: str) -> Chord:
    """The chord that this text names ("ctrl+s", "page_down", "="); raises CannotAct for a name nobody knows."""
    names = ["+"] if keys == "+" else [*keys[:-2].split("+"), "+"] if keys.endswith("++") else keys.split("+")
    *held, last = names
    unknown = [name for name in held if name.lower() not in MODIFIERS]
    if unknown:
        raise CannotAct(f"I do not know the key {unknown[0]}")
    modifiers = tuple(MODIFIERS[name.lower()] for name in held)
    name = last.lower().replace(" ", "_").replace("-", "_") if len(last) > 1 else last
    if name in MODIFIERS:
        return Chord((*modifiers, MODIFIERS[name]), 0, "")
    if name in NAMED:
        symbol = NAMED[name]
        return Chord(modifiers, symbol, chr(symbol) if 0x20 <= symbol <= 0x7E else "")
    if len(last) != 1:
        raise CannotAct(f"I do not know the key {last or 'with no name'}")
    character = last.lower() if modifiers and last.isalpha() else last
    return Chord(modifiers, keysym(character), character)
