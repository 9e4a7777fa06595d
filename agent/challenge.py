"""Does an answer grant? Pure: the words, what was asked and the evidence go in; granted, denied or again comes out."""

import re
from dataclasses import dataclass
from enum import StrEnum

from agent.gate import ConsentKind

MIN_VAD = 0.6
"""Least mean speech probability of a spoken answer that grants."""
MIN_LOGPROB = -1.0
"""Least mean log-probability of a spoken answer that grants."""
MAX_NO_SPEECH = 0.35
"""Greatest no-speech probability of a spoken answer that grants."""
MAX_OVERLAP = 0.0
"""Sayso must have been silent during the whole answer."""

_YES = re.compile(r"yes|yes please|yes do it|yes i am sure|yes go ahead|yes delete it")
_NO = re.compile(r"no\b.*|cancel\b.*|stop\b.*|don ?t\b.*|do not\b.*|never ?mind\b.*|wait\b.*|.*\bcancel\b.*")
_CONFIRM = re.compile(r"confirm(?:ed)? ([0-9 ]+)")
"""Before a digit "confirm" is often heard as "confirmed"; it is the digits that prove."""
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGITS = {word: str(number) for number, word in enumerate(_NUMBERS)} | {
    "oh": "0",
    "o": "0",
    "won": "1",
    "to": "2",
    "too": "2",
    "for": "4",
    "ate": "8",
}


class Ruling(StrEnum):
    """What an answer amounts to."""

    GRANTED = "granted"
    DENIED = "denied"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Proof:
    """One answer and what speaks for it; None is unknown and never counts in its favour."""

    text: str
    typed: bool = False
    """True when it came over the private socket: then no sound has to vouch for it."""
    second_text: str | None = None
    """A second, independent decode of the same sound."""
    vad: float | None = None
    logprob: float | None = None
    no_speech: float | None = None
    overlap: float | None = None
    """Fraction of the answer, 0..1, during which the speaker was sounding."""


def rule(kind: ConsentKind, digits: str, proof: Proof) -> Ruling:
    """Whether the answer grants a question of this kind; digits are the ones asked for a challenge."""
    words = plain(proof.text)
    if _NO.fullmatch(words):
        return Ruling.DENIED
    if not (proof.typed or _vouched(proof)):
        return Ruling.AGAIN
    if kind is ConsentKind.CHALLENGE:
        second = words if proof.typed else plain(proof.second_text or "")
        return Ruling.GRANTED if digits and _confirmed(words) == digits == _confirmed(second) else Ruling.AGAIN
    return Ruling.GRANTED if _YES.fullmatch(words) else Ruling.AGAIN


def plain(text: str) -> str:
    """Lower case, words only, digit words as digits: "Confirm four-seven." → "confirm 4 7"."""
    words: list[str] = re.findall(r"(?:[^\W\d_]|')+|\d", text.lower().replace("’", "'"))
    if len(words) > 1:
        words = [_DIGITS.get(word, word) for word in words]
    return " ".join(words).replace("'", " ")


def _confirmed(words: str) -> str:
    match = _CONFIRM.fullmatch(words)
    return match[1].replace(" ", "") if match else ""


def _vouched(proof: Proof) -> bool:
    return (
        proof.vad is not None
        and proof.vad >= MIN_VAD
        and proof.logprob is not None
        and proof.logprob >= MIN_LOGPROB
        and proof.no_speech is not None
        and proof.no_speech <= MAX_NO_SPEECH
        and proof.overlap is not None
        and proof.overlap <= MAX_OVERLAP
    )
