"""What makes a reading suspicious: loops, more words than anybody says in the time, little confidence, no end."""

import re
from dataclasses import dataclass

from speech.expectation import DIGITS

_WORDS_A_SECOND, _WORDS_ALWAYS = 5.5, 3.0
_LEAST_S = 0.5
_LOGPROB, _LOGPROB_SHORT, _SHORT_S = -0.8, -1.0, 1.2
_LONGEST_LOOP = 6
_DIGITS_AT_MOST = 8
"""So many words with digits among them may repeat each other; more are a loop."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a clip."""

    text: str
    logprob: float
    """Mean log-probability of its tokens."""
    no_speech: float
    """Probability that nothing was said, 0..1."""
    capped: bool
    """Whether it was cut at the greatest number of tokens."""
    seconds: float
    """Length of the clip."""

    @property
    def broken(self) -> bool:
        """Whether it cannot be what was said: it repeats itself or has no end."""
        return self.capped or loops(self.text)

    @property
    def suspicious(self) -> bool:
        """Whether the full window should have a look."""
        floor = _LOGPROB if self.seconds > _SHORT_S else _LOGPROB_SHORT
        many = len(self.text.split()) > max(_WORDS_ALWAYS, _WORDS_A_SECOND * max(self.seconds, _LEAST_S))
        return self.broken or many or self.logprob < floor or doubled(self.text)


def loops(text: str) -> bool:
    """Whether the same words come three times in a row; a few digits may."""
    spoken = words(text)
    if len(spoken) < _DIGITS_AT_MOST and set(spoken) & set(DIGITS):
        return False
    sizes = range(1, _LONGEST_LOOP + 1)
    return any(spoken[at : at + size] * 3 == spoken[at : at + 3 * size] for size in sizes for at in range(len(spoken) - 3 * size + 1))


def doubled(text: str) -> bool:
    """Whether it is some sentence said twice, as a biased reading makes of one; a word alone may be repeated."""
    spoken = words(text)
    half = len(spoken) // 2
    return half > 1 and not set(spoken) & set(DIGITS) and spoken[:half] * 2 == spoken


def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, to compare it with another."""
    return tuple(re.findall(r"\w+", text.lower()))
