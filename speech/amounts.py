"""Amounts in words: money, percentages, measures."""

import re

from speech.numerals import cardinal, decimal

_MONEY = {
    "EUR": ("euro", "euros", "cent", "cents"),
    "USD": ("dollar", "dollars", "cent", "cents"),
    "GBP": ("pound", "pounds", "penny", "pence"),
    "CHF": ("Swiss franc", "Swiss francs", "centime", "centimes"),
    "CAD": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "AUD": ("Australian dollar", "Australian dollars", "cent", "cents"),
    "SEK": ("Swedish krona", "Swedish kronor", "öre", "öre"),
    "PLN": ("zloty", "zlotys", "grosz", "groszy"),
    "INR": ("rupee", "rupees", "paisa", "paise"),
    "JPY": ("yen", "yen", "sen", "sen"),
}
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR"}
_WORDS = {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pound": "GBP", "pounds": "GBP", "francs": "CHF"}
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "thousand": "thousand", "million": "million", "billion": "billion"}
_UNITS = {
    "km": "kilometre", "m": "metre", "cm": "centimetre", "mm": "millimetre", "kg": "kilogram", "g": "gram", "mg": "milligram", "l": "litre",
    "ml": "millilitre", "kB": "kilobyte", "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "KiB": "kibibyte",
    "MiB": "mebibyte", "GiB": "gibibyte", "ms": "millisecond", "s": "second", "min": "minute", "h": "hour", "Hz": "hertz", "kHz": "kilohertz",
    "MHz": "megahertz", "GHz": "gigahertz", "W": "watt", "kW": "kilowatt", "V": "volt", "dB": "decibel", "px": "pixel", "°C": "degree Celsius",
    "°F": "degree Fahrenheit", "°": "degree",
}  # fmt: skip
_SAME = ("hertz", "kilohertz", "megahertz", "gigahertz")
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
"""A number as it is written in English."""
_AMOUNT = rf"(?P<amount>\d{{1,3}}(?:\.\d{{3}})*,\d\d(?!\d)|{NUMBER})"
_SCALE = r"(?: ?(?P<scale>k|m|mn|bn|thousand|million|billion)\b)?"
_SIGN = "|".join(re.escape(sign) for sign in _SIGNS)
_CODE = "|".join(_MONEY)
_BEFORE = re.compile(rf"(?<![\w.,])(?P<minus>[-−])?(?:(?P<sign>{_SIGN})|(?P<code>{_CODE}) ?)[ ]?{_AMOUNT}{_SCALE}(?![\w])")
_AFTER = re.compile(rf"(?<![\w.,€$£])(?P<minus>[-−])?{_AMOUNT}{_SCALE} ?(?P<code>{_SIGN}|(?:{_CODE}|{'|'.join(_WORDS)})\b)")
_EACH = re.compile(r"(?<=[a-z€]) ?/ ?(?=(?:second|minute|hour|day|night|week|month|year|person|piece|km|kg|kWh|h|s)\b)")
_PERCENT = re.compile(rf"(?<![\w.,])({NUMBER}) ?(%|‰)")
_MEASURE = re.compile(rf"(?<![\w.,])({NUMBER}) ?({'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})(?![\w/])")


def money(text: str) -> str:
    """Every amount of money in words: "€20.50" → "twenty euros and fifty cents"."""
    return _EACH.sub(" per ", _AFTER.sub(_paid, _BEFORE.sub(_paid, text)))


def measures(text: str) -> str:
    """Every percentage and measure in words: "3.5 %" → "three point five percent", "20 GB" → "twenty gigabytes"."""
    text = re.sub(rf"(?<![\w.,])({NUMBER}) ?%? ?[-–] ?(?={NUMBER} ?%)", lambda found: f"{decimal(found[1])} to ", text)
    text = _PERCENT.sub(lambda found: f"{decimal(found[1])} {'percent' if found[2] == '%' else 'per mille'}", text)
    return _MEASURE.sub(_measured, text)


def _paid(found: re.Match[str]) -> str:
    parts = found.groupdict()
    name = parts.get("sign") or parts.get("code") or ""
    one, many, small_one, small = _MONEY[_SIGNS.get(name) or _WORDS.get(name) or name]
    amount = parts["amount"]
    if re.fullmatch(r"[\d.]+,\d\d", amount):  # as it is written on the continent
        amount = amount.replace(".", "").replace(",", ".")
    whole, _, fraction = amount.replace(",", "").partition(".")
    minus = "minus " if parts["minus"] else ""
    if parts["scale"]:
        return f"{minus}{decimal(amount)} {_SCALES[parts['scale']]} {many}"
    if len(fraction) > 2 or len(whole) > 15:
        return f"{minus}{decimal(amount)} {many}"
    cents, units = int(fraction.ljust(2, "0")), int(whole)
    spoken = [f"{cardinal(units)} {one if units == 1 else many}"] if units or not cents else []
    spoken += [f"{cardinal(cents)} {small_one if cents == 1 else small}"] if cents else []
    return minus + " and ".join(spoken)


def _measured(found: re.Match[str]) -> str:
    number, unit = found[1], _UNITS[found[2]]
    first, _, rest = unit.partition(" ")
    many = first if number == "1" or first in _SAME else f"{first}s"
    return f"{decimal(number)} {many} {rest}".strip()
