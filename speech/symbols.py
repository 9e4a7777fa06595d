"""Signs in words: each character that a voice cannot say gets its name, or is left out where it says nothing."""

import re
import unicodedata

_SILENT = set('"“”„«»‹›*`<>|\\{}[]#^‚•·●▪◦‣')
"""Say nothing by themselves; what they mean in a name or between numbers has been read before they are left out."""
_NAMES = {
    "&": "and", "@": "at", "+": "plus", "=": "equals", "_": "underscore", "/": "slash", "~": "tilde", "×": "times", "÷": "divided by",
    "%": "percent", "‰": "per mille", "€": "euros", "$": "dollars", "£": "pounds", "¥": "yen", "§": "section", "©": "copyright",
    "®": "registered", "™": "trademark", "°": "degrees", "±": "plus or minus", "≤": "at most", "≥": "at least", "≠": "is not", "≈": "about",
    "→": "to", "←": "back from", "↑": "up", "↓": "down", "✓": "check mark", "✔": "check mark", "✗": "cross", "✘": "cross", "✅": "check mark",
    "❌": "cross", "⚠": "warning", "½": "one half", "¼": "one quarter", "¾": "three quarters", "…": "...", "−": "minus", "µ": "micro",
    "²": "squared", "³": "cubed", "№": "number", "🙂": "smiley", "😀": "smiley", "😊": "smiley", "😂": "tears of joy", "❤": "heart",
    "👍": "thumbs up", "👎": "thumbs down", "🎉": "party", "🔒": "lock", "∞": "infinity", "√": "square root of", "π": "pi",
}  # fmt: skip
_PLAIN = {"’": "'", "‘": "'", "–": " - ", "—": " - ", "‑": "-", "‐": "-", "¿": "", "¡": "", "\u00a0": " ", "…": "..."}
_KEPT = set(" .,;:!?'()-")
_LISTED = re.compile(r"^[ \t]*(?:[-*•·●▪◦‣+]|\d{1,2}[.)])[ \t]+(?=\S)", re.MULTILINE)
_HEADED = re.compile(r"^[ \t]*#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_THIN = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_LINES = re.compile(r"[ \t]*[\r\n\x0b\x0c\u2028\u2029]+[ \t]*")


def flat(text: str) -> str:
    """A text in one line without what is not shown: each line that ends without a stop gets one, digits of any script become 0 to 9."""
    text = _THIN.sub("", text)
    whole = _LISTED.sub("", _HEADED.sub("", text)) if "\n" in text else text
    parts = [part for part in _LINES.split(whole) if part.strip()]
    lines = [part if part.rstrip().endswith(tuple(".,;:!?")) else f"{part}." for part in parts[:-1]] + parts[-1:]
    return "".join(_plain(one) for one in " ".join(lines))


def named(text: str) -> str:
    """Each sign that is left replaced by its name, as a word of its own."""
    return "".join(_spoken(one) for one in text)


def _plain(one: str) -> str:
    if one in _PLAIN:
        return _PLAIN[one]
    if one.isascii():
        return one if one.isprintable() else " "
    if (digit := unicodedata.decimal(one, None)) is not None:
        return str(digit)
    if one in _NAMES:
        return one
    kind = unicodedata.category(one)
    if kind in ("Cc", "Cs", "Co", "Cn", "Zs"):
        return " "
    if kind == "Cf" or one in "\ufe0e\ufe0f":
        return ""
    return unicodedata.normalize("NFKC", one) if kind in ("Lm", "Lo", "Ll", "Lu") and "ﬀ" <= one <= "ﻼ" else one


def _spoken(one: str) -> str:
    if one in _SILENT:
        return " "
    if one in _NAMES:
        return f" {_NAMES[one]} "
    if one in _KEPT or (one.isalpha() and unicodedata.category(one)[0] == "L") or (one.isascii() and one.isalnum()):
        return one
    if unicodedata.category(one)[0] == "M":  # accents that are written apart
        return one if unicodedata.category(one) != "Me" else ""
    name = unicodedata.name(one, "").lower()
    return f" {re.sub(r'[^a-z ]+', ' ', name).removesuffix(' sign')} " if name else " "
