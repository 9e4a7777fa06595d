"""Turns names, as written and as said, into one form, so that "budget dot t x t" and "Budget.txt" are the same."""

import re
import unicodedata
from functools import lru_cache

from policies.counting import WORDS, with_digits

_SIGNS = {
    "+": "plus", "add": "plus", "=": "equals", "equal": "equals", "×": "times", "*": "times", "multiply": "times", "multiply by": "times",
    "multiplied by": "times", "asterisk": "times", "÷": "divided by", "/": "divided by", "∕": "divided by", "divide": "divided by",
    "divide by": "divided by", "slash": "divided by", "−": "minus", "-": "minus", "–": "minus", "subtract": "minus", ".": "point", "dot": "point",
    "decimal point": "point", "decimal": "point", "comma": "point", ",": "point", "%": "percent", "percentage": "percent", "√": "square root",
    "(": "open parenthesis", ")": "close parenthesis", "^": "power", "±": "plus minus", "π": "pi", "x²": "squared", "⌫": "backspace",
    "?": "question mark", "<": "less than", ">": "greater than",
}  # fmt: skip
_SAME = {"okay": "ok", "colour": "color", "centre": "center", "dialogue": "dialog", "favourites": "favorites"}
ARTICLE = re.compile(r"^(?:the|my|a|an|this|that)\s+(?=\S)")


@lru_cache(maxsize=32768)
def normal(name: str) -> str:
    """One spoken form: lower case, no accents, punctuation as spaces, number words as digits, spelled letters joined, no spaces.

    Spaces go because recognisers split and join words as they like ("mouse pad"). A lone sign is its word: "×" and "multiply" are "times".
    """
    words = plain(name)
    return words.replace(" ", "")


@lru_cache(maxsize=32768)
def plain(name: str) -> str:
    """As normal(), with single spaces between the words."""
    folded = "".join(char for char in unicodedata.normalize("NFKD", name.strip().casefold()) if not unicodedata.combining(char))
    folded = " ".join(folded.split())
    if folded in _SIGNS:
        return _SIGNS[folded]
    stripped = folded.rstrip(".,!?…")
    if stripped in _SIGNS:
        return _SIGNS[stripped]
    folded = folded.replace("&", " and ").replace("'", "").replace("’", "")
    words = re.sub(r"[^\w]|_", " ", folded).split()
    words = [word for word in words if word != "dot"] if len(words) > 1 else words
    if any(word in WORDS for word in words):
        words = list(with_digits(words))
    return " ".join(_joined([_SAME.get(word, word) for word in words]))


def _joined(words: list[str]) -> list[str]:
    """Runs of single letters as one word: ["t", "x", "t"] → ["txt"]."""
    out: list[str] = []
    run = ""
    for word in words:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            out.append(run)
        run = ""
        out.append(word)
    return [*out, run] if run else out
