"""Spoken arithmetic for a calculator: "twelve times eight" becomes 12*8."""

import re
from collections.abc import Sequence

from policies.counting import number_at

_OPERATORS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("to", "the", "power", "of"), "^"),
    (("multiplied", "by"), "*"),
    (("multiply", "by"), "*"),
    (("divided", "by"), "/"),
    (("divide", "by"), "/"),
    (("open", "parenthesis"), "("),
    (("close", "parenthesis"), ")"),
    (("open", "bracket"), "("),
    (("close", "bracket"), ")"),
    (("percent",), "%"),
    (("times",), "*"),
    (("x",), "*"),
    (("×",), "*"),
    (("÷",), "/"),
    (("over",), "/"),
    (("plus",), "+"),
    (("add",), "+"),
    (("minus",), "-"),
    (("subtract",), "-"),
    (("negative",), "-"),
    (("equals",), "="),
    (("equal",), "="),
    (("squared",), "^2"),
    (("point",), "."),
    (("−",), "-"),
    *(((sign,), sign) for sign in "+-*/=()^%"),
)
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+|[^\w\s]")


def spoken_arithmetic(text: str) -> str | None:
    """The calculation in digits and operators, without spaces; None when a word is neither a number nor an operator."""
    words = _TOKEN.findall(text.lower().replace("-", " - ") if re.search(r"\d\s*-\s*\d", text) else _unhyphened(text.lower()))
    while words and words[-1] in (".", "?", ","):
        words.pop()
    if words[:2] == ["what", "is"]:
        words = words[2:]
    out: list[str] = []
    at = 0
    while at < len(words):
        found = number_at(words, at) or _operator(words, at)
        if found is None or (out and out[-1][-1].isdigit() and found[0][0].isdigit()):
            return None
        out.append(found[0])
        at = found[1]
    return "".join(out) or None


def _unhyphened(text: str) -> str:
    return re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text)


def _operator(words: Sequence[str], at: int) -> tuple[str, int] | None:
    for spoken, sign in _OPERATORS:
        if tuple(words[at : at + len(spoken)]) == spoken:
            return sign, at + len(spoken)
    return None
