"""Answers with digits: read freely first, then the digits alone are looked at again by what knows nothing but digits.

The free reading decides what else was said: "confirm", "no" and "cancel" are never made up here, nor are digits where the net hears none.
"""

import re
from dataclasses import dataclass

from speech.ctc import Labels, likeliest
from speech.decode import Encoded
from speech.digitnet import OTHER, DigitNet, digits_of
from speech.expectation import DIGITS
from speech.guards import Reading, words
from speech.recogniser import Recognition

_SOUNDS_LIKE = {word: str(number) for number, word in enumerate(DIGITS)} | {
    "oh": "0", "o": "0", "won": "1", "to": "2", "too": "2", "for": "4", "ate": "8",
}  # fmt: skip
_REFUSING = frozenset({"cancel", "canceled", "cancelled", "stop", "don", "dont", "never", "no", "wait", "not", "nothing", "abort", "halt"})
_CANDIDATES = 12
_FAR = 5.0
"""So much less likely than what the net likes best, other words and silence among it, digits are not taken; a logarithm."""
_NO_SPEECH = 0.6


@dataclass(frozen=True, slots=True)
class Answer:
    """A text as an answer: its words before the digits, the digits, and whether more words follow."""

    lead: str
    digits: str
    rest: bool


class Answering:
    """Reads answers with the net of digits, where there is one for the recogniser's model."""

    def __init__(self, net: DigitNet | None) -> None:
        self._net = net

    def answer(self, encoded: Encoded, free: Reading) -> Recognition:
        """What was said. The second text is the free, unbiased reading, or nothing when that one went wrong."""
        second = None if free.broken else free.text
        lead, digits = self._digits(encoded, free)
        said = split(free.text)
        if not digits or (digits == said.digits and lead == said.lead and not said.rest):
            return Recognition(free.text, (), free.logprob, free.no_speech, second)
        text = " ".join([lead, *digits] if lead else digits)
        others = (free.text,) if free.text else ()
        return Recognition(text, others, free.logprob, free.no_speech, second)

    def _digits(self, encoded: Encoded, free: Reading) -> tuple[str, str]:
        """The words before the digits, and the digits; empty when the free reading is to stay."""
        said = split(free.text)
        if self._net is None or free.no_speech > _NO_SPEECH or _REFUSING & set(words(free.text)):
            return "", ""
        rows = self._net.rows(encoded.spoken)
        (heard, sure), *_ = likeliest(rows, 1)
        led = heard[:1] == (OTHER,) and bool(said.lead) and (bool(said.digits) or said.lead.lower().startswith("confirm"))
        if not heard or (said.rest and said.digits and heard[-1:] == (OTHER,)) or (led and said.rest):
            return "", ""
        before: Labels = (OTHER,) if led else ()
        for labels, likely in likeliest(rows, _CANDIDATES, () if led else (OTHER,)):
            found = labels[len(before) :]
            if labels[: len(before)] == before and found and OTHER not in found and likely > sure - _FAR:
                return (said.lead if led else "", digits_of(found))
        return "", ""


def split(text: str) -> Answer:
    """A text as an answer: "Confirm 47, one." → "Confirm", "471", nothing more."""
    found = re.findall(r"[^\W\d_]+|\d", text)
    marks = [_SOUNDS_LIKE.get(word.lower(), word if word.isascii() and word.isdigit() else "") for word in found]
    first = next((at for at, mark in enumerate(marks) if mark), len(marks))
    last = next((at for at in range(first, len(marks)) if not marks[at]), len(marks))
    return Answer(" ".join(found[:first]), "".join(marks[first:last]), last < len(marks))
