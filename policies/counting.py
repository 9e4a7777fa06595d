"""Number words and the numbers they mean: "two hundred and fifty" ↔ 250, up to the millions."""

from collections.abc import Sequence

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: number for number, word in enumerate(_UNITS)} | {word: 10 * (number + 2) for number, word in enumerate(_TENS)}
_LARGE = {"thousand": 10**3, "million": 10**6}
WORDS = frozenset(_SMALL) | frozenset(_LARGE) | {"hundred"}
"""Every number word but "and", "a" and "point"."""


def number_at(words: Sequence[str], start: int) -> tuple[str, int] | None:
    """The number that begins at words[start], as digits, and the index after it; None when none begins there.

    Words are lower case without punctuation. "three point one four" gives "3.14", digits stand for themselves, "two fifty" is 2, then 50.
    """
    if start >= len(words):
        return None
    if _is_digits(words[start]):
        return _decimals(words, start + 1, words[start].replace(",", ""))
    total = group = 0
    at, last = start, 10**9
    while at < len(words):
        word = words[at]
        if word in _SMALL and _SMALL[word] < last and not (last < 20 or (last < 100 and _SMALL[word] in (0, *range(10, 100)))):
            group += _SMALL[word]
            last = _SMALL[word] if _SMALL[word] else 1
        elif word == "hundred" and 0 < group < 10:
            group *= 100
            last = 100
        elif word in _LARGE and group and (not total or total >= _LARGE[word] * 1000):
            total += group * _LARGE[word]
            group, last = 0, 10**3
        elif not (word == "and" and last in (100, 10**3) and at > start and at + 1 < len(words) and words[at + 1] in _SMALL):
            break
        at += 1
    return _decimals(words, at, str(total + group)) if at > start else None


def with_digits(words: Sequence[str]) -> tuple[str, ...]:
    """The words with every run of number words turned into digits."""
    out: list[str] = []
    at = 0
    while at < len(words):
        found = number_at(words, at) if words[at] in WORDS else None
        out.append(found[0] if found else words[at])
        at = found[1] if found else at + 1
    return tuple(out)


def _is_digits(word: str) -> bool:
    return word.replace(",", "").replace(".", "", 1).isdigit() and word.isascii()


def _decimals(words: Sequence[str], at: int, whole: str) -> tuple[str, int]:
    if at + 1 >= len(words) or words[at] != "point":
        return whole, at
    digits = ""
    after = at + 1
    while after < len(words) and (words[after] in _UNITS[:10] or words[after].isdigit()):
        digits += words[after] if words[after].isdigit() else str(_SMALL[words[after]])
        after += 1
    return (f"{whole}.{digits}", after) if digits else (whole, at)
