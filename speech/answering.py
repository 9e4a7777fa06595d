"""Answers with digits: read freely first, then the digits alone are looked at again by what knows nothing but digits.

The free reading decides what else was said: "confirm", "no" and "cancel" are never made up here, nor are digits where the net hears none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from speech.audio import RATE, Clip, Floats, to_int16
from speech.ctc import Labels, likeliest, weight
from speech.decode import Decoder, Encoded
from speech.digitnet import OTHER, DigitNet, digits_of, labels_of
from speech.expectation import DIGITS
from speech.guards import Reading, words
from speech.recogniser import Recognition

_SOUNDS_LIKE = {word: str(number) for number, word in enumerate(DIGITS)} | {
    "oh": "0", "o": "0", "won": "1", "to": "2", "too": "2", "for": "4", "ate": "8",
}  # fmt: skip
_REFUSING = frozenset({"cancel", "canceled", "cancelled", "stop", "don", "dont", "never", "no", "wait", "not", "nothing", "abort", "halt"})
_SLOWER = 1.15
"""The second look of the net: short digits said fast come clearer."""
_CANDIDATES = 6
_SURE = -1.0
"""Log-probability from which on the net needs no second look at what the free reading says too."""
_FAR = 10.0
"""So much less likely than what the net likes best, other words and silence among it, and digits are not taken; two looks, logarithms."""
_NO_SPEECH = 0.6
_LONGEST = 8
"""Digits of the longest answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A text as an answer: its words before the digits, the digits, and whether more words follow."""

    lead: str
    digits: str
    rest: bool


class Answering:
    """Reads answers with one decoder and, where there is one for its model, the net of digits."""

    def __init__(self, decoder: Decoder, net: DigitNet | None) -> None:
        self._decoder = decoder
        self._net = net

    def answer(self, clip: Clip, encoded: Encoded, free: Reading) -> Recognition:
        """What was said. The second text is the free, unbiased reading, or nothing when that one went wrong."""
        second = None if free.broken else free.text
        lead, digits = self._digits(clip, encoded, free)
        if not digits or digits == split(free.text).digits:
            return Recognition(free.text, (), free.logprob, free.no_speech, second)
        text = " ".join([lead, *digits] if lead else digits)
        others = (free.text,) if free.text else ()
        return Recognition(text, others, free.logprob, free.no_speech, second)

    def _digits(self, clip: Clip, encoded: Encoded, free: Reading) -> tuple[str, str]:
        """The words before the digits, and the digits; empty when the free reading is to stay."""
        said = split(free.text)
        if self._net is None or free.no_speech > _NO_SPEECH or _REFUSING & set(words(free.text)):
            return "", ""
        rows = self._net.rows(encoded.spoken)
        (heard, sure), *_ = likeliest(rows, 1)
        if digits_of(heard) == said.digits and said.digits and not said.rest and sure > _SURE:
            return said.lead, said.digits
        led = heard[:1] == (OTHER,) and bool(said.lead) and (bool(said.digits) or said.lead.lower().startswith("confirm"))
        if (said.rest and said.digits and heard[-1:] == (OTHER,)) or (led and said.rest) or not heard:
            return "", ""
        again = self._net.rows(self._decoder.encode(slower(clip)).spoken)
        before: Labels = (OTHER,) if led else ()
        found = self._candidates((rows, again), before)
        if said.digits and not said.rest and len(said.digits) <= _LONGEST:
            found.append((*before, *labels_of(said.digits)))
        lead = said.lead if led else ""
        best = max(dict.fromkeys(found), key=self._weigher(encoded, rows, again, lead), default=())
        likely = sure + likeliest(again, 1)[0][1] - _FAR if best else 0.0
        return (lead, digits_of(best)) if best and weight(rows, best) + weight(again, best) > likely else ("", "")

    def _candidates(self, looks: tuple[Floats, ...], before: Labels) -> list[Labels]:
        every = [labels for rows in looks for labels, _ in likeliest(rows, _CANDIDATES, () if before else (OTHER,))]
        return [labels for labels in every if labels[: len(before)] == before and digits_of(labels) and OTHER not in labels[len(before) :]]

    def _weigher(self, encoded: Encoded, rows: Floats, again: Floats, lead: str) -> Callable[[Labels], float]:
        def weigh(labels: Labels) -> float:
            spelt = " ".join(DIGITS[int(digit)] for digit in digits_of(labels))
            return weight(rows, labels) + weight(again, labels) + self._decoder.weigh(encoded, f"{lead} {spelt}.")

        return weigh


def split(text: str) -> Answer:
    """A text as an answer: "Confirm 47, one." → "Confirm", "471", nothing more."""
    found = re.findall(r"[^\W\d_]+|\d", text)
    marks = [_SOUNDS_LIKE.get(word.lower(), word if word.isascii() and word.isdigit() else "") for word in found]
    first = next((at for at, mark in enumerate(marks) if mark), len(marks))
    last = next((at for at in range(first, len(marks)) if not marks[at]), len(marks))
    return Answer(" ".join(found[:first]), "".join(marks[first:last]), last < len(marks))


def slower(clip: Clip) -> Clip:
    """The same, a little slower and deeper."""
    count = round(len(clip.samples) * _SLOWER)
    floats = np.interp(np.arange(count) / _SLOWER, np.arange(len(clip.samples)), clip.floats).astype(np.float32)
    return Clip(to_int16(floats)[: 28 * RATE], clip.started_at)
