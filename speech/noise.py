"""Whether the evidence says that a sound was not somebody speaking to us."""

import re
from collections.abc import Sequence

from speech.utterance import Evidence

VAD = 0.5
NO_SPEECH, LOGPROB = 0.75, -1.3
"""Beyond one of these it is noise, whatever else speaks for it."""
DOUBT, DOUBT_ALONE = 1.1, 1.4
"""The same for all of them together (see `doubt`): when another reading of the sound has no word in common with this one, and when none has."""
_NO_WORD = re.compile(r"[hm]+|u[hm]+|e[rh]+m?|.*([^\W\d_])\1{3}.*")
"""How a hum, a sigh or a hesitation is written: "mmm", "uh", "oooooh"."""
VAD_BRIEF = 0.85
"""So sure of a very short sound the detector is of "no" in a room that swallows its end, and not of a click."""


def why_brief(spoken_s: float, vad: float, shortest_s: float) -> str:
    """Why a sound is not worth reading: less than shortest_s seconds of speech, and the detector (0..1) is not sure; empty when it is worth it."""
    return "too short" if spoken_s < shortest_s and vad < VAD_BRIEF else ""


def why_noise(text: str, evidence: Evidence, alternatives: Sequence[str] = ()) -> str:
    """Why this is noise, in a few words; empty when it is not. Which words they are is never the reason, only that there are none.

    With `alternatives`, other readings of the same sound, it counts whether they agree: each bias makes another sentence of noise.
    """
    if all(_NO_WORD.fullmatch(word) for word in _words(text)):
        return "no words"
    if evidence.vad is not None and evidence.vad < VAD:
        return "not speech"
    if evidence.logprob is not None and evidence.logprob < LOGPROB:
        return "not understood"
    if evidence.no_speech is not None and evidence.no_speech > NO_SPEECH:
        return "probably nothing said"
    return "more noise than words" if doubt(evidence) > (DOUBT if _disagree(text, alternatives) else DOUBT_ALONE) else ""


def doubt(evidence: Evidence) -> float:
    """How little speaks for words, 0 (nothing against them) to about 3; what is unknown counts for nothing."""
    unsure = 0.0 if evidence.logprob is None else -evidence.logprob
    unlike = 0.0 if evidence.vad is None else 1.0 - evidence.vad
    return unsure + unlike + (evidence.no_speech or 0.0)


def _disagree(text: str, alternatives: Sequence[str]) -> bool:
    spoken = _words(text)
    return bool(alternatives) and not any(spoken & _words(other) for other in alternatives)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
