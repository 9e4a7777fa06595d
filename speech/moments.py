"""Dates and times in words."""

import re

from speech.numerals import cardinal, ordinal, year

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_SHORT = {month[:3]: month for month in _MONTHS} | {"Sept": "September"} | {month: month for month in _MONTHS}
_NAME = rf"(?P<name>{'|'.join(sorted(_SHORT, key=len, reverse=True))})\b\.?"
_YEAR = r"(?P<year>(?:1[1-9]|20)\d\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_ISO = re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?=T\d\d:|\b)T?")
_NUMBERS = re.compile(rf"(?<![\d./]){_DAY}(?P<mark>[./])(?P<month>\d{{1,2}})(?P=mark){_YEAR}(?![\d/])")
_DAY_FIRST = re.compile(rf"(?P<the>\b[Tt]he )?(?<![\d.,:]){_DAY}(?:st|nd|rd|th|\.)?(?: of)? {_NAME}(?:,? {_YEAR}(?![\d:]))?")
_MONTH_FIRST = re.compile(rf"\b{_NAME} {_DAY}(?:st|nd|rd|th)?(?![\d:%.]\d|\d)(?:,? {_YEAR}(?![\d:]))?")
_MONTH_YEAR = re.compile(rf"\b{_NAME} {_YEAR}(?![\d:])")
_ALONE = re.compile(
    rf"\b(?P<before>[Ii]n|[Ss]ince|[Uu]ntil|[Bb]efore|[Aa]fter|[Yy]ear|[Ff]rom|[Bb]y) {_YEAR}(?![\d,.:%]\d|\d|[ -]?(?:%|[A-Za-z]*s\b))"
)
_CLOCK = re.compile(r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?(?P<zone>Z\b)?(?![\d:])")
_HALF = re.compile(r"(?<=\d) ?([ap])\.?m\b\.?|(?<=[a-z]) ?\b([ap])\.m\.", re.IGNORECASE)
_HOUR = re.compile(r"(?<![\w.:,])(1[0-2]|[1-9])(?= [AP] M\b)")


def moments(text: str) -> str:
    """Every date and time of day in words: "2026-03-14" → "the fourteenth of March twenty twenty-six", "9:05" → "nine oh five"."""
    text = _ISO.sub(_numbered, text)
    text = _NUMBERS.sub(_numbered, text)
    text = _DAY_FIRST.sub(_named, text)
    text = _MONTH_FIRST.sub(_named_first, text)
    text = _MONTH_YEAR.sub(lambda found: f"{_SHORT[found['name']]} {year(int(found['year']))}", text)
    text = _ALONE.sub(lambda found: f"{found['before']} {year(int(found['year']))}", text)
    text = re.sub(r"(?<=\d)[-–](?=\d{1,2}:\d\d)", " to ", text)
    text = _HALF.sub(lambda found: f" {(found[1] or found[2]).upper()} M", text)
    return _HOUR.sub(lambda found: cardinal(int(found[1])), _CLOCK.sub(_time, text))


def _numbered(found: re.Match[str]) -> str:
    day, month = int(found["day"]), int(found["month"])
    if found.groupdict().get("mark") == "/" and month > 12 >= day:  # American
        day, month = month, day
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return found[0]
    gap = " " if found[0].endswith("T") else ""
    return f"the {ordinal(day)} of {_MONTHS[month - 1]} {year(int(found['year']))}{gap}"


def _named(found: re.Match[str]) -> str:
    spoken = f"{found['the'] or 'the '}{ordinal(int(found['day']))} of {_SHORT[found['name']]}"
    return f"{spoken} {year(int(found['year']))}" if found["year"] else spoken


def _named_first(found: re.Match[str]) -> str:
    spoken = f"{_SHORT[found['name']]} {ordinal(int(found['day']))}"
    return f"{spoken}, {year(int(found['year']))}" if found["year"] else spoken


def _time(found: re.Match[str]) -> str:
    hour, minute = int(found["hour"]), int(found["minute"])
    half = found.string[found.end() : found.end() + 4].strip()[:3] in ("A M", "P M")
    if minute:
        spoken = f"{cardinal(hour)} {'oh ' if minute < 10 else ''}{cardinal(minute)}"
    else:
        spoken = cardinal(hour) if half else f"{cardinal(hour)} o'clock"
    if found["second"] and int(found["second"]):
        seconds = int(found["second"])
        spoken += f" and {cardinal(seconds)} second{'' if seconds == 1 else 's'}"
    return f"{spoken} universal time" if found["zone"] else spoken
