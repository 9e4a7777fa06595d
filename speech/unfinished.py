"""Whether words end in the middle of something: a number, a name that is being spelt, a phrase that wants another word."""

import re
from collections.abc import Callable

from speech.expectation import DIGITS


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DIGITS = {**{word: str(number) for number, word in enumerate(DIGITS)}, "oh": "0", "o": "0", "nought": "0"}
_LEADS_ON = _set(
    """and or but to the an of for from with into onto by as my your his our their point dot comma dash hyphen underscore slash plus minus times
    equals than between called named titled saying capital uppercase lowercase double triple um uh er erm euro dollar"""
)
"""After these comes another word."""
_BUT_NOT = re.compile(
    r"\b(log|sign) (in|on) to$"
    r"|\b(press|hit|click|type|push|button|the|key) (plus|minus|times|equals|point|dot|comma|dash|hyphen|slash|to|for)$"
)
"""Where they are named themselves, or Whisper wrote "to" for "two"."""
_HOLDS_A = _set("press key letter control ctrl shift alt super type hit button plan option")
"""After these an "a" is a letter, and a single letter is all."""
_NUMBERS = _set(
    """hundred thousand million ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    twenty thirty forty fourty fifty sixty seventy eighty ninety half a one"""
) | frozenset(DIGITS)
_PAYS = _set("pay send transfer wire give owe lend")
_CURRENCIES = _set("euro euros dollar dollars pound pounds francs € $ £")
_NUMBERED = re.compile(r"\b(iban|account|card|number|phone|call|dial|ring|code|pin|reference|confirm|confirmed|digits?)\b")
"""After these, digits belong to one long number."""
_SPELT = re.compile(r"\b(spell(ed|ing)?|spelt)\b")
_IBANS = {
    **dict.fromkeys(("at", "ee", "lt", "lu"), 20),
    **dict.fromkeys(("ch", "hr", "lv"), 21),
    **dict.fromkeys(("bg", "de", "gb", "ie"), 22),
    **dict.fromkeys(("cz", "es", "ro", "se", "sk"), 24),
    **dict.fromkeys(("fr", "gr", "it"), 27),
    **dict.fromkeys(("dk", "fi", "nl"), 18),
    **dict.fromkeys(("hu", "pl"), 28),
    **{"be": 16, "no": 15, "pt": 25, "si": 19},
}
"""Length of an account number by country."""
_LONGEST_IBAN = 34
_CALLS, _PHONE, _PHONE_WITH_PREFIX = re.compile(r"\b(phone|call|dial|ring|mobile)\b"), 7, 10
_EMERGENCY = _set("110 112 911 999 000 101 111")
_CARD, _SORT_CODE = 16, 6
_ASKED = 4
"""Digits that are asked for before a payment."""
_WRITTEN = 5
"""Nobody writes so many digits without a comma unless they were said one by one."""
_AS_IN = re.compile(r"\b[a-z] (as in|for|like|as)( \w+)?$")
_ALPHABET = _set(
    """alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa quebec romeo sierra
    tango uniform victor whiskey whisky xray yankee zulu"""
)


def unfinished(text: str) -> bool:
    """Whether the words so far end in the middle of something, so that a longer silence should be waited for. A guess: never more than that."""
    lower = text.lower().strip()
    plain = re.sub(r"[^\w€$£+]+", " ", re.sub(r"\b\d{1,3}(,\d{3})+(\.\d+)?\b", "thousand", lower)).strip()
    words = plain.split()
    if not words:
        return False
    return _leads_on(plain, words) or _spelling(text, plain, words) or _reading_digits(plain, words) or _amount(words)


def _leads_on(plain: str, words: list[str]) -> bool:
    if words[-1] == "a":
        return len(words) > 1 and words[-2] not in _HOLDS_A and len(words[-2]) > 1
    if words[-1] == "is":
        return _NUMBERED.search(plain) is not None or words[-2:-1] == ["name"]
    if plain.endswith("as in"):
        return True
    return len(words) > 1 and words[-1] in _LEADS_ON and _BUT_NOT.search(plain) is None


def _amount(words: list[str]) -> bool:
    """An amount whose currency is still to come, or the other way round."""
    numbers = [_is_number(word) for word in words]
    if words[-1] in _CURRENCIES:
        return not any(numbers)
    alone = numbers[-1] and words[-1] not in ("a", "one") and not any(bool(_digits_of(word)) for word in words[-2:-1])
    return alone and bool(_PAYS & set(words)) and not _CURRENCIES & set(re.findall(r"[€$£]|\w+", " ".join(words)))


def _is_number(word: str) -> bool:
    return word in _NUMBERS or word[-1].isdigit()


def _spelling(text: str, plain: str, words: list[str]) -> bool:
    """Letters one by one, "b as in …", "capital b", words of the spelling alphabet; after "spelt" anything short."""
    letters = _run(words, lambda word: len(word) == 1 and word.isalpha())
    if letters >= 2 and not set(words[-letters:]) <= set("io"):
        return True
    if _AS_IN.search(plain) or re.search(r"\b(capital|uppercase|lowercase|double) [a-z]$", plain):
        return True
    if _SPELT.search(plain):
        return letters == 1 or re.search(r"\b[A-Z]{2,}$|\b[A-Z](-[A-Z])+$", text.strip()) is not None or words[-1] in _ALPHABET
    return _run(words, lambda word: word in _ALPHABET) >= 2


def _reading_digits(plain: str, words: list[str]) -> bool:
    """Digits that were read one by one or in groups, and are not yet as many as such a number has."""
    groups = words[len(words) - _run(words, _digits_of) :]
    if not groups:
        return False
    read = "".join(_digits_of(word) for word in groups)
    before = " ".join(words[: len(words) - len(groups)])
    digits = re.sub(r"\D", "", read)
    if (wanted := _iban(before, read)) is not None:
        return len(read) < wanted
    if "confirm" in before:
        return len(digits) < _ASKED
    if _CALLS.search(before):
        prefixed = digits.startswith("0") or "+" in read or "plus" in before.split()[-1:]
        return digits not in _EMERGENCY and len(digits) < (_PHONE_WITH_PREFIX if prefixed else _PHONE)
    if "card" in before.split():
        return len(digits) < _CARD
    if "sort code" in before:
        return len(digits) < _SORT_CODE
    if _NUMBERED.search(before):
        return len(groups) > 1 or len(digits) > 2
    return len(groups) >= 3 or (len(groups) == 2 and len(digits) > 3) or max(len(_digits_of(one)) for one in groups) >= _WRITTEN


def _iban(before: str, read: str) -> int | None:
    """How long the account number must become that begins here, None when it is none."""
    country = re.match(r"[a-z]{2}(?=\d)", read)
    if country:
        return _IBANS.get(country.group(), _LONGEST_IBAN)
    last = before.split()[-2:]
    if len(last) == 2 and all(len(one) == 1 for one in last) and "".join(last) in _IBANS:
        return _IBANS["".join(last)] - 2
    if last and last[-1] in _IBANS and "iban" in before:
        return _IBANS[last[-1]] - 2
    return _LONGEST_IBAN if "iban" in before.split() else None


def _digits_of(word: str) -> str:
    """The digits a word stands for, with the letters of an account number; empty when it is no part of one."""
    if word in _DIGITS:
        return _DIGITS[word]
    return word if re.fullmatch(r"\+?\d+|[a-z]{2}\d{2,}[a-z\d]*", word) else ""


def _run(words: list[str], belongs: Callable[[str], object]) -> int:
    """How many words at the end belong together."""
    count = 0
    while count < len(words) and belongs(words[-1 - count]):
        count += 1
    return count
