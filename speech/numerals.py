"""Numbers in words, British: counted, ranked, as years, and digit by digit in groups."""

import re

_UNDER_20 = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_THOUSANDS = ("", "thousand", "million", "billion", "trillion")
_RANKED = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
COUNTED = 15
"""Longer numbers, in digits, are read digit by digit."""


def cardinal(number: int) -> str:
    """A number of at most 15 digits in words: 1250 → "one thousand two hundred and fifty". Raises ValueError when it is longer or negative."""
    if not 0 <= number < 10**COUNTED:
        raise ValueError(f"{number} is not counted in words")
    if number < 1000:
        return _hundreds(number)
    parts: list[str] = []
    for place in range(len(_THOUSANDS) - 1, -1, -1):
        part = number // 1000**place % 1000
        if part:
            parts.append(f"{'and ' if parts and not place and part < 100 else ''}{_hundreds(part)} {_THOUSANDS[place]}".strip())
    return " ".join(parts)


def ordinal(number: int) -> str:
    """A rank in words: 22 → "twenty-second"."""
    words = cardinal(number)
    start, last = re.fullmatch(r"(.*?)(\w+)", words).groups()  # type: ignore[union-attr]
    ranked = _RANKED.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return f"{start}{ranked}"


def year(number: int) -> str:
    """A year as people say it: 1999 → "nineteen ninety-nine", 2005 → "two thousand and five"."""
    century, rest = divmod(number, 100)
    if not 1100 <= number < 2100 or 2000 <= number < 2010:
        return cardinal(number)
    if not rest:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def decimal(text: str) -> str:
    """A number as it is written, "1,250.75" with commas for thousands and a point for the fraction, in words."""
    whole, point, fraction = text.replace(",", "").partition(".")
    counted = grouped(whole) if len(whole) > COUNTED or (len(whole) > 1 and whole.startswith("0")) else cardinal(int(whole or "0"))
    return f"{counted} point {each(fraction)}" if point and fraction else counted


def each(text: str) -> str:
    """Digits one by one, and letters: "B47" → "B four seven"."""
    return " ".join(_UNDER_20[int(one)] if one.isdecimal() else one for one in text if one.isalnum())


def grouped(text: str) -> str:
    """A row of digits one by one, with a short pause after every third or fourth: "370400440532" → "three seven zero four, zero zero…"."""
    size = len(text) if len(text) <= 4 else 4 if len(text) % 4 == 0 else 3
    starts = list(range(0, len(text), size))
    if len(text) % size == 1 and len(starts) > 1:  # no digit stands alone at the end
        starts[-1] -= size - 2
    ends = [*starts[1:], len(text)]
    return ", ".join(each(text[start:end]) for start, end in zip(starts, ends, strict=True))


def _hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens = _UNDER_20[rest] if rest < 20 else "-".join(part for part in (_TENS[rest // 10], _UNDER_20[rest % 10] if rest % 10 else "") if part)
    if not hundreds:
        return tens
    return f"{_UNDER_20[hundreds]} hundred{f' and {tens}' if rest else ''}"
