"""The seam of recognition: from a clip to words."""

from dataclasses import dataclass
from typing import Protocol

from speech.audio import Clip
from speech.expectation import Expectation


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a recogniser made of a clip."""

    text: str
    """The words; empty when there are none."""
    alternatives: tuple[str, ...] = ()
    """Other readings, likeliest first."""
    logprob: float | None = None
    """Mean log-probability of the tokens."""
    no_speech: float | None = None
    """Probability that nothing was said, 0..1."""
    second_text: str | None = None
    """A second, independent, unbiased reading; only while digits are asked."""


class Recogniser(Protocol):
    """Turns a clip into words; blocking, called from a worker thread."""

    @property
    def name(self) -> str:
        """The model's name."""
        ...

    def recognise(self, clip: Clip, expectation: Expectation) -> Recognition:
        """The words of one utterance."""
        ...
