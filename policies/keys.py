"""Spoken key names and chords: "control s" is ctrl+s, "f five" is f5.

The vocabulary of a keys value, as agent/hands presses it: enter escape tab space backspace delete insert home end page_up page_down up down left
right menu print f1 … f12, the modifiers ctrl alt shift super, the signs equal plus minus asterisk slash period comma, and any other character for
itself. Names are joined by "+", modifiers first: "ctrl+shift+t".
"""

import re
from collections.abc import Sequence

from policies.counting import with_digits

MODIFIERS = {
    "control": "ctrl", "ctrl": "ctrl", "alt": "alt", "alternate": "alt", "option": "alt", "shift": "shift",
    "super": "super", "windows": "super", "meta": "super", "command": "super",
}  # fmt: skip
"""Spoken modifier → name."""
_SPOKEN = {
    "enter": "enter|return", "escape": "escape|esc", "tab": "tab|tabulator", "space": "space|space bar|spacebar", "backspace": "backspace|back space",
    "delete": "delete|del", "insert": "insert", "home": "home", "end": "end",
    "page_up": "page up|pageup|page_up", "page_down": "page down|pagedown|page_down",
    "up": "up|up arrow|arrow up", "down": "down|down arrow|arrow down",
    "left": "left|left arrow|arrow left", "right": "right|right arrow|arrow right",
    "menu": "menu|context menu", "print": "print screen|print",
    "equal": "equals|equal|equal sign|equals sign|=", "plus": "plus|plus sign|+", "minus": "minus|minus sign|dash|hyphen|-|−",
    "asterisk": "asterisk|star|times|multiply|multiplied by|*|×", "slash": "slash|forward slash|divide|divided by|/|÷",
    "\\": "backslash|back slash|\\",
    "period": "period|dot|point|decimal point|full stop|.", "comma": "comma|,", ":": "colon|:", ";": "semicolon|;", "%": "percent|%",
    "(": "open parenthesis|left parenthesis|open bracket|(", ")": "close parenthesis|right parenthesis|close bracket|)",
    "_": "underscore|_", "@": "at sign|@", "#": "hash|number sign|#", "?": "question mark|?", "!": "exclamation mark|!",
    "&": "ampersand|&", "'": "apostrophe|'", "\"": "quotation mark|double quote|\"",
}  # fmt: skip
NAMES = {spoken: name for name, forms in _SPOKEN.items() for spoken in forms.split("|")}
"""Spoken form → key name."""


def parse_keys(text: str) -> str | None:
    """The key or chord in a "+"-joined value, or None when it is no key."""
    plain = " ".join(text.lower().split())
    plain = plain.rstrip(".,!?") or plain
    plain = re.sub(r"^the |\s+keys?$", "", plain)
    words = [word for word in re.split(r"[\s+]+|(?<=\w)-(?=\w)", plain) if word]
    if not words:
        return NAMES.get(plain)
    modifiers: list[str] = []
    while len(words) > 1 and words[0] in MODIFIERS:
        modifiers.append(MODIFIERS[words.pop(0)])
        if words[0] in ("plus", "and") and len(words) > 1:
            words.pop(0)
    key = _key(words)
    if key is None or len(set(modifiers)) != len(modifiers):
        return None
    return "+".join((*modifiers, key))


def keys_shown(keys: str) -> str:
    """A keys value as told to people: "ctrl+page_down" → "control page down"."""
    said = {"ctrl": "control", "equal": "equals"}
    return " ".join(said.get(name, name.replace("_", " ")) for name in keys.split("+"))


def _key(words: Sequence[str]) -> str | None:
    spoken = " ".join(words)
    if spoken in NAMES:
        return NAMES[spoken]
    if spoken in MODIFIERS:
        return MODIFIERS[spoken]
    digits = "".join(with_digits(words))
    if re.fullmatch(r"f(?:[1-9]|1[0-2])|[a-z0-9]", digits):
        return digits
    if re.fullmatch(r"letter[a-z]|(?:number|digit)[0-9]", digits):
        return digits[-1]
    return None
