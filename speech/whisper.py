"""Whisper through CTranslate2, in a window that fits what was said, and the full one once when that reading is suspicious."""

import re
from dataclasses import replace
from pathlib import Path

from speech.answering import Answering
from speech.audio import Clip, silence
from speech.decode import FULL, Decoder, Encoded
from speech.digitnet import NETS, DigitNet
from speech.expectation import Expectation
from speech.guards import Reading, words
from speech.recogniser import Recognition

_AGAINST_LOOPS = 1.1
_DOUBTFUL, _SURE = -0.45, -0.2
"""Mean log-probabilities: below the first any biased reading gets an unbiased look, above the second none does."""
_WORTH_CHECKING = 3
"""A biased reading with so many spaces gets an unbiased look: short commands are what is expected, long sentences may be anything."""
_WARMING_S = 0.5


class Whisper:
    """One loaded model; `recognise` may be called from one thread at a time."""

    def __init__(self, name: str = "base", threads: int = 1, folder: Path | None = None, nets: Path = NETS) -> None:
        """Load a model of the registry, and the net of digits that was taught with it. Raises ModelMissing or ModelCorrupt."""
        self.name = name
        self._decoder = Decoder(name, threads, folder)
        self._answering = Answering(DigitNet.of(name, nets))

    def recognise(self, clip: Clip, expectation: Expectation) -> Recognition:
        """The words of one utterance of at most 29 s; empty text when there are none."""
        encoded = self._decoder.encode(clip)
        if expectation.digits or expectation.asked == "challenge":
            free = self._best(self._readings(clip, encoded, ""))
            return self._answering.answer(encoded, free)
        readings = self._readings(clip, encoded, expectation.prompt())
        best = self._best(readings)
        others = {words(one.text): one.text for one in readings if one.text and words(one.text) != words(best.text)}
        return Recognition(best.text, tuple(others.values()), best.logprob, best.no_speech)

    def warm(self) -> None:
        """Read silence once, so that the first utterance finds everything in place."""
        self._read(self._decoder.encode(Clip(silence(_WARMING_S))), "")

    def _readings(self, clip: Clip, encoded: Encoded, bias: str) -> list[Reading]:
        first = self._read(encoded, bias)
        if first.suspicious:
            whole = encoded if encoded.frames == FULL else self._decoder.encode(clip, FULL)
            return [first, self._read(whole, "")] if bias or whole is not encoded else [first]
        if bias and (first.logprob < _DOUBTFUL or (first.logprob < _SURE and first.text.count(" ") >= _WORTH_CHECKING)):
            # What is expected pulls the reading towards it: whoever acts on it should know what it is without the pull.
            return [first, self._read(encoded, "")]
        return [first]

    def _read(self, encoded: Encoded, bias: str) -> Reading:
        found = self._decoder.read(encoded, bias, _AGAINST_LOOPS if bias else 1.0)
        return replace(found, text=tidy(found.text))

    def _best(self, readings: list[Reading]) -> Reading:
        first = readings[0]
        return min(readings, key=lambda one: (one.broken, one.suspicious, -one.logprob)) if first.suspicious else first


def tidy(text: str) -> str:
    """Recognised text without what is not words: sound descriptions, outer quotes, leading dashes, the final stop."""
    text = re.sub(r"[\[(][^\])]*[\])]|[♪♫]", " ", text)
    text = re.sub(r"\s+", " ", text).strip(" \t\n\"'“”‘’.,;:!…-–—*")
    return text if re.search(r"\w", text) else ""
