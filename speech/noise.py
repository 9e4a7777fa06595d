"""Whether the evidence says that a sound was not somebody speaking to us."""

import re
from collections.abc import Sequence

from speech.expectation import DIGITS
from speech.utterance import Evidence

VAD = 0.5
NO_SPEECH, LOGPROB = 0.75, -1.3
"""Beyond one of these it is noise, whatever else speaks for it."""
DOUBT, DOUBT_BIASED, DOUBT_DISPUTED = 1.2, 1.0, 0.9
"""The same for all of them together (see `doubt`). Where words are expected noise becomes one of them and real words are surer, so less is enough.

A reading is disputed when another one of the same sound has no word in common with it.
"""
_NO_WORD = re.compile(r"[hm]+|u[hm]+|e[rh]+m?|.*([^\W\d_])\1{3}.*")
"""How a hum, a sigh or a hesitation is written: "mmm", "uh", "oooooh"."""
_FIGURES = {word: str(number) for number, word in enumerate(DIGITS)} | {"to": "2", "too": "2", "for": "4"}
"""Readings that differ only in how a number is written agree."""
VAD_BRIEF = 0.85
"""So sure of a very short sound the detector is of "no" in a room that swallows its end, and not of a click."""


def why_brief(spoken_s: float, vad: float, shortest_s: float) -> str:
    """Why a sound is not worth reading: less than shortest_s seconds of speech, and the detector (0..1) is not sure; empty when it is worth it."""
    return "too short" if spoken_s < shortest_s and vad < VAD_BRIEF else ""


def why_noise(text: str, evidence: Evidence, alternatives: Sequence[str] = (), biased: bool = False) -> str:
    """Why this is noise, in a few words; empty when it is not. Which words they are is never the reason, only that there are none.

    `biased` is whether the reading was drawn towards what is expected. Then it counts whether the `alternatives`, other readings of the
    same sound, agree with it: each bias makes another sentence of noise.
    """
    if all(_NO_WORD.fullmatch(word) for word in _words(text)):
        return "no words"
    if evidence.vad is not None and evidence.vad < VAD:
        return "not speech"
    if evidence.logprob is not None and evidence.logprob < LOGPROB:
        return "not understood"
    if evidence.no_speech is not None and evidence.no_speech > NO_SPEECH:
        return "probably nothing said"
    limit = DOUBT if not biased else DOUBT_DISPUTED if _disagree(text, alternatives) else DOUBT_BIASED
    return "more noise than words" if doubt(evidence) > limit else ""


def doubt(evidence: Evidence) -> float:
    """How little speaks for words, 0 (nothing against them) to about 3; what is unknown counts for nothing."""
    unsure = 0.0 if evidence.logprob is None else -evidence.logprob
    unlike = 0.0 if evidence.vad is None else 1.0 - evidence.vad
    return unsure + unlike + (evidence.no_speech or 0.0)


def _disagree(text: str, alternatives: Sequence[str]) -> bool:
    spoken = _words(text)
    return bool(alternatives) and not any(spoken & _words(other) for other in alternatives)


def _words(text: str) -> set[str]:
    spoken: list[str] = re.findall(r"\w+", text.lower())
    return {_FIGURES.get(word, word) for word in spoken}
