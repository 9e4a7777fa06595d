"""What is written becomes what is said: numbers, names, addresses and signs in words that a voice can read."""

import re

from speech.amounts import NUMBER, measures, money
from speech.moments import moments
from speech.numerals import COUNTED, cardinal, decimal, each, grouped, ordinal
from speech.places import capitals, places
from speech.symbols import flat, named

_ROUNDS = 4
_SHORT_FORMS = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "and so on", "vs.": "versus", "approx.": "about", "incl.": "including",
    "Mr.": "Mister", "Mrs.": "Missis", "Ms.": "Miss", "Dr.": "Doctor", "Prof.": "Professor", "Tel.": "telephone", "tel.": "telephone",
    "a.m.": "A M", "p.m.": "P M",
}  # fmt: skip
_SHORT = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, _SHORT_FORMS))})(?!\w)")
_KEYS = {"ctrl": "control", "control": "control", "alt": "alt", "shift": "shift", "super": "super", "win": "super", "meta": "meta", "cmd": "command"}
_CHORD = re.compile(rf"\b(?:{'|'.join(_KEYS)})(?:\+(?:\w+|[^\w\s]))+", re.IGNORECASE)
_FRACTIONS = {"1/2": "one half", "1/4": "one quarter", "3/4": "three quarters", "1/3": "one third", "2/3": "two thirds"}
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+\d{1,3}[ (/-]?[\d ()/-]{5,16}\d|\(\d{2,5}\) ?\d[\d -]{4,12}\d"
    r"|0\d{1,5}[ /-]\d[\d -]{3,12}\d|\d{3}-\d{3}-\d{4}|\d{3}-\d{4})(?![\w/]|[-.,]\d)"
)
_ROW = re.compile(r"(?<![\w.,])\d(?: \d)+(?![\w]|[.,]\d)")
_CARD = re.compile(r"(?<![\w.,])\d{4}(?: \d{4}){1,4}(?: \d{1,3})?(?![\w]|[.,]\d)")
_KNOWN = re.compile(
    r"\b((?:ending(?: (?:in|with))?|account(?: number)?|card(?: number)?|code|pin|digits|confirm|reference|tan|id)"
    r"(?: is)?:? )(\d{2,})\b(?![.,:/%-]\d)",
    re.IGNORECASE,
)
_VERSION = re.compile(r"(?<![\w.,-])(?:[vV](?=\d))?\d+(?:\.\d+){2,}(?![\w])|\b[vV]\d+\.\d+(?![\w.])")
_ADDRESS = re.compile(r"(?<![\w.,])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])")
_NUMBERED = re.compile(r"\b[Nn]os?\.? ?(?=\d)|(?<![\w&])[#№] ?(?=\d)")
_RANK = re.compile(r"(?<![\w.,])(\d{1,6})(?:st|nd|rd|th)\b")
_RANGE = re.compile(rf"(?<![\w.,:/-])({NUMBER})(?:-| - (?=\d+(?: [a-z]|[.!?]|$)))({NUMBER})(?![\w:/]|-\d)")
_SIZE = re.compile(rf"(?<![\w.,])({NUMBER})(?: ?x ?|×)({NUMBER})(?!\w)")
_TIMES = re.compile(r"(?<=\d) ?\* ?(?=\d)")
_COMMA = re.compile(r"(?<![\w.,])(\d+),(\d{1,2}|\d{4,})(?![\w,]|\.\d)")
_SIGNED = re.compile(r"(?<![\w.,)\]])[-−](?=\d)")
_PLAIN = re.compile(rf"(?<![\w.,]){NUMBER}(?!\w)")
_LEADING = re.compile(r"(?<![\w.,])0\d+(?![\w]|[.,]\d)")
_COMPARED = {
    "<=": " at most ", ">=": " at least ", "!=": " is not ", "==": " equals ", "->": " to ", "=>": " to ", "<": " less than ", ">": " more than ",
}  # fmt: skip
_MIXED = re.compile(r"\d+|[^\W\d]+")


def readable(text: str) -> str:
    """A text as it should be read aloud, in one line, with a full stop at its end so that it does not trail off; reading it again changes nothing."""
    spoken = _read(text)
    for _ in range(_ROUNDS):  # what became of one rule may be a case for another
        again = _read(spoken)
        if again == spoken:
            break
        spoken = again
    return spoken


def _read(text: str) -> str:
    spoken = flat(text)
    spoken = _SHORT.sub(lambda found: _SHORT_FORMS[found[0]], spoken)
    spoken = _CHORD.sub(_chord, re.sub(r"\b([CF])#", r"\1 sharp", spoken))
    spoken = _groups(moments(places(spoken)))
    spoken = capitals(_numbers(measures(money(spoken))))
    spoken = re.sub(r"(?<=\s)(<=|>=|!=|==|->|=>|<|>)(?=\s)", lambda found: _COMPARED[found[0]], spoken)
    return _finished(named(spoken))


def _groups(text: str) -> str:
    """Digits that are no number: accounts, telephones, cards, codes, versions and addresses."""
    text = _IBAN.sub(lambda found: ", ".join(_four(found[0].replace(" ", ""))), text)
    text = _PHONE.sub(_telephone, text)
    text = _CARD.sub(lambda found: ", ".join(map(each, found[0].split())), text)
    text = _ROW.sub(lambda found: grouped(found[0].replace(" ", "")), text)
    text = _KNOWN.sub(lambda found: found[1] + grouped(found[2]), text)
    text = _ADDRESS.sub(lambda found: " dot, ".join(map(each, found[0].split("."))), text)
    return re.sub(r"\b([Vv])ersion version\b", r"\1ersion", _VERSION.sub(_version, text))


def _numbers(text: str) -> str:
    """Numbers that count, rank or measure."""
    text = _NUMBERED.sub("number ", text)
    text = _RANK.sub(lambda found: ordinal(int(found[1])), text)
    text = re.sub(r"(?<![\w/.])(?:[123]/[234])(?![\w/])", lambda found: _FRACTIONS.get(found[0], found[0]), text)
    text = _RANGE.sub(lambda found: f"{decimal(found[1])} to {decimal(found[2])}", text)
    text = _TIMES.sub(" times ", _SIZE.sub(lambda found: f"{decimal(found[1])} by {decimal(found[2])}", text))
    text = _SIGNED.sub("minus ", text)
    text = _LEADING.sub(lambda found: grouped(found[0]), text)
    text = _COMMA.sub(lambda found: f"{_counted(found[1])} comma {each(found[2])}", text)
    text = _PLAIN.sub(lambda found: _counted(found[0]), text)
    return re.sub(r"[^\W_]*\d[^\W_]*", _mixed, text)


def _chord(found: re.Match[str]) -> str:
    keys = [one for one in found[0].split("+") if one]
    return " ".join(_KEYS.get(key.lower(), key.upper() if len(key) < 4 else key) for key in keys) + (" plus" if found[0].endswith("+") else "")


def _four(account: str) -> list[str]:
    return [each(account[at : at + 4]) for at in range(0, len(account), 4)]


def _telephone(found: re.Match[str]) -> str:
    parts = re.findall(r"\d+", found[0])
    return ("plus " if found[0].startswith("+") else "") + ", ".join(map(grouped, parts))


def _version(found: re.Match[str]) -> str:
    numbers = found[0].lstrip("vV").split(".")
    spoken = " point ".join(_counted(part) if len(part) < 4 and not (len(part) > 1 and part[0] == "0") else grouped(part) for part in numbers)
    return f"version {spoken}" if found[0][0] in "vV" else spoken


def _counted(number: str) -> str:
    digits = number.replace(",", "").partition(".")[0]
    if number == digits and len(digits) > 6 and len(digits.rstrip("0")) > 3:
        return grouped(digits)  # nobody writes so large a number without commas: it is a code
    return decimal(number) if len(digits) <= COUNTED else grouped(re.sub(r"\D", "", number))


def _mixed(found: re.Match[str]) -> str:
    """Letters and digits in one: "F4", "B12", "mp3", "4711abc"."""
    return " ".join(_part(one) for one in _MIXED.findall(found[0]))


def _part(one: str) -> str:
    if not one.isdecimal():
        return one
    return cardinal(int(one)) if len(one) < 4 and (one == "0" or one[0] != "0") else grouped(one)


def _finished(text: str) -> str:
    spoken = re.sub(r"\s+", " ", text).strip()
    spoken = re.sub(r" (?=[.,;:!?](?:\s|$))", "", spoken)
    spoken = re.sub(r"([.,;:!?]),", r"\1", spoken)
    spoken = re.sub(r"\(\s+", "(", re.sub(r"\s+\)", ")", spoken)).strip()
    return spoken if spoken.endswith((".", "?", "!", ":")) or not spoken else f"{spoken}."
