"""Whether what was heard is an echo of what was played, ours or not: pure."""

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz

from speech.audio import FRAME, RATE, Clip, Floats, to_int16
from speech.echo import Span
from speech.echofit import TAIL, Fit, carried, fit
from speech.endpoint import ON
from speech.stopwords import is_stop
from speech.vad import probabilities

_AUDIBLE = 0.3
_LIKE = 0.6
"""From here on the playback is taken to be in the microphone: by explained share, by likeness."""
_CARRIED = 0.15
"""Below this the playback cannot be heard at all: in 60 made scenes 0.02 was the most without a leak, 0.32 the least of an echo alone."""
_ECHO = 0.985
"""A playback that explains this much leaves nothing of a person: one who speaks 6 dB softer leaves 20 %, one 15 dB softer 3 %."""
_LEFTOVER = 0.3
"""From here on what is left may be an echo, and the words decide."""
_SHORTEST_S = 0.13
_BEFORE_S, _AFTER_S = 0.15, 0.13
"""Kept around the speech in what is left, seconds: with more, the recogniser says short commands twice."""
_ALIKE = 70.0
_BANDS = 12
_DELAYS = 13
_QUIET = 1e-7
_TINY = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """An utterance looked at a second time, with what was played beside it."""

    clip: Clip
    """The speech in what is left without the playback: what the recogniser should read."""
    explained: float
    """Share of the energy that the playback explains, 0..1."""
    likeness: float
    """Likeness of the spectral envelopes of what was heard and what was played, -1..1: Pearson correlation at the best delay up to 0.4 s."""
    leftover: float
    """The same likeness of what is left: high when it is an echo still, low when it is a person."""
    overlap: float
    """Fraction of the utterance during which the playback could be heard in the microphone, 0..1; 0 when it cannot be heard at all."""
    speech_s: float
    """Seconds of speech in what is left."""
    played: Clip
    """What the sink played meanwhile."""


def look(span: Span) -> Look:
    """Look again; half a CPU-second, so from a worker thread."""
    found = fit(span.near, span.played, span.known)
    if carried(span.near, span.played) < _CARRIED:
        found = Fit(span.near, np.zeros_like(span.near))
    rest = Clip(to_int16(found.rest[span.lead :]), span.at)
    near, echo = span.near[span.lead :], found.echo[span.lead :]
    explained = 1 - float(((near - echo) ** 2).sum()) / max(float((near**2).sum()), _TINY)
    explained = min(1.0, max(0.0, explained))
    likeness = _likeness(near, span.played[span.lead :])
    played = span.played[span.lead + TAIL :]
    audible = bool(found.echo.any()) and (explained >= _AUDIBLE or likeness >= _LIKE)
    spoken = [at for at, one in enumerate(probabilities(Clip(to_int16(found.rest)))[span.lead // FRAME :]) if one >= ON]
    return Look(
        rest.cut(spoken[0] * FRAME / RATE - _BEFORE_S, (spoken[-1] + 1) * FRAME / RATE + _AFTER_S) if spoken else rest,
        explained,
        likeness,
        _likeness(found.rest[span.lead :], span.played[span.lead :]),
        float((_power(span.played[span.lead + TAIL // 2 :])[: len(_power(near))] > _QUIET).mean()) if audible else 0.0,
        len(spoken) * FRAME / RATE,
        Clip(to_int16(played), span.at),
    )


def why_echo(text: str, seen: Look, own: str = "", foreign: str = "") -> str:
    """Why this is an echo, in a few words; empty when a person said it.

    `own` is what our voice was saying, `foreign` what a recogniser reads in `seen.played`; empty where it is not known.
    """
    if not seen.overlap:
        return ""
    if seen.explained >= _ECHO or seen.speech_s < _SHORTEST_S:
        return "what was playing"
    if seen.leftover >= _LEFTOVER:
        if same_words(text, own):
            return "our own voice"
        if same_words(text, foreign):
            return "what was playing"
    return ""


def same_words(text: str, played: str) -> bool:
    """Whether a text is part of what was played; a stop word is so only when a sentence of it is nothing else."""
    if not text or not played:
        return False
    if is_stop(text):
        return any(is_stop(sentence) for sentence in re.split(r"[.!?;:,]+", played))
    return fuzz.partial_ratio(plain(text), plain(played)) >= _ALIKE


def plain(text: str) -> str:
    """Lower case, letters and digits only."""
    return " ".join(re.sub(r"[^a-z0-9 ]+", " ", text.lower()).split())


def _likeness(near: Floats, played: Floats) -> float:
    """`played` begins TAIL samples earlier."""
    heard, sounded = _envelope(near), _envelope(played)
    if len(heard) < 2:
        return 0.0
    return max(_pearson(heard, sounded[TAIL // FRAME - back :][: len(heard)]) for back in range(_DELAYS))


def _envelope(sound: Floats) -> Floats:
    """The loudness in dB of each frame in each of 12 bands of 200 Hz to 5 kHz, about its mean in the band."""
    frames = sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME)
    power = np.abs(np.fft.rfft(frames * np.hanning(FRAME), axis=1)) ** 2
    edges = np.geomspace(200, 5000, _BANDS + 1) * FRAME / RATE
    bands = np.stack([power[:, int(low) : int(high) + 1].sum(axis=1) for low, high in pairwise(edges)], axis=1)
    loud = 10 * np.log10(bands + 1e-4)
    return (loud - loud.mean(axis=0)).astype(np.float32)


def _pearson(one: Floats, other: Floats) -> float:
    count = min(len(one), len(other))
    first, second = one[:count].ravel() - one[:count].mean(), other[:count].ravel() - other[:count].mean()
    scale = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float(first @ second) / scale if scale > _TINY else 0.0


def _power(sound: Floats) -> Floats:
    return (sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME) ** 2).mean(axis=1)
