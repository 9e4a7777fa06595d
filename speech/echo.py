"""The echo of what the sink plays, taken out of the microphone's sound as it comes."""

import re
from collections import deque
from dataclasses import dataclass

import numpy as np

from speech.audio import FRAME, RATE, Chunk, Floats, Samples, to_int16
from speech.echofit import TAIL
from speech.echopath import EchoPath
from speech.reference import Reference

EARLY_S = 0.016
"""The reference is taken from so much earlier: it may come later than the microphone's sound, and its echo never comes at once."""
_SLIP_S, _JUMP_S = 0.02, 0.25
"""The microphone's times are followed when all of two seconds are off by the first, or one is by the second: less is the jitter of arrival, and each
step costs the way that was learned."""
_WATCHED = 64
_SILENT = 4
"""Samples of the reference that are no louder are silence (dither, a volume at zero)."""
_KEPT_S = 20.0
_BEFORE_S = 4.0
"""Sound from before an utterance that helps to find the way, seconds."""
_SMOOTH = 0.7
_TINY = 1e-9
_CANCELLED = re.compile(r"echo[ _-]?cancel", re.IGNORECASE)
"""In the names of microphones from which PulseAudio's or PipeWire's canceller has taken the echo."""


@dataclass(frozen=True, slots=True, eq=False)
class Cleaned:
    """A chunk without the echo."""

    samples: Samples
    """As many as the chunk has; the very same ones when nothing plays."""
    playing: bool
    """Whether the sink plays something, or its sound has not died away yet."""
    explained: float | None
    """Share of the microphone's energy of about the last 0.1 s that the playback explains, 0..1; None when nothing plays."""


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """What was heard and played during an utterance and shortly before."""

    near: Floats
    """The microphone, -1..1."""
    played: Floats
    """The sink, in step with it; begins TAIL samples earlier."""
    known: Floats
    """The way between them as it is known, an impulse response of TAIL samples."""
    lead: int
    """Samples of `near` from before the utterance."""
    at: float
    """Monotonic seconds of the utterance's first sample."""


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    at: float
    near: Floats
    played: Floats
    late: float | None
    """When what was played began, monotonic seconds, if not all of it had come in time."""


class Echo:
    """One microphone's stream; chunks come in order, all calls from one thread."""

    def __init__(self, reference: Reference | None, device: str = "") -> None:
        """Without a reference every chunk is passed on as it is; `device` is the microphone's name: an echo is not cancelled twice."""
        self._reference = reference
        self._cancelled = bool(_CANCELLED.search(device))
        self._path = EchoPath()
        self._next = float("-inf")
        """When the next sample was recorded, monotonic seconds."""
        self._off: deque[float] = deque(maxlen=_WATCHED)
        self._kept: deque[_Block] = deque(maxlen=round(_KEPT_S * RATE / FRAME))
        self._heard = self._left = 0.0
        self._seen_at: float | None = None

    def clean(self, chunk: Chunk) -> Cleaned:
        """The chunk without what the sink played; about 1 ms of work while something plays."""
        if self._reference is None:
            return Cleaned(chunk.samples, False, None)
        self._follow(chunk.at)
        whole = len(chunk.samples) // FRAME * FRAME
        found = [self._frame(chunk.samples[start : start + FRAME], chunk.at + start / RATE) for start in range(0, whole, FRAME)]
        self._next += (len(chunk.samples) - whole) / RATE
        if not any(one is not None for one in found):
            return Cleaned(chunk.samples, False, None)
        parts = [chunk.samples[at * FRAME : (at + 1) * FRAME] if one is None else one for at, one in enumerate(found)]
        explained = min(1.0, max(0.0, 1 - self._left / max(self._heard, _TINY)))
        return Cleaned(np.concatenate([*parts, chunk.samples[whole:]]), True, explained)

    def known_at(self, moment: float) -> bool:
        """Whether it was known at a moment of the last 20 s what the sink played, if anything."""
        return self._seen_at is not None and self._seen_at >= moment - 2 * FRAME / RATE

    def span(self, start: float, end: float) -> Span | None:
        """What was heard and played between two moments of the last 20 s; None when nothing was played then, or it is not known."""
        self._complete()
        blocks = [one for one in self._kept if one.at + FRAME / RATE > start - _BEFORE_S and one.at < end]
        lead = sum(one.at + FRAME / RATE <= start for one in blocks)
        tail = TAIL // FRAME
        if lead == len(blocks) or not any(np.any(one.played) for one in blocks[max(0, lead - tail) :]):
            return None
        before = [one.played for one in self._kept if one.at < blocks[0].at][-tail:]
        played = np.concatenate([np.zeros(TAIL - FRAME * len(before), np.float32), *before, *(one.played for one in blocks)])
        return Span(np.concatenate([one.near for one in blocks]), played, self._path.response, lead * FRAME, blocks[lead].at)

    def _follow(self, at: float) -> None:
        self._off.append(at - self._next)
        least = min(self._off, key=abs) if len(self._off) == _WATCHED else 0.0
        if abs(self._off[-1]) > _JUMP_S or abs(least) > _SLIP_S:
            self._next = at if abs(self._off[-1]) > _JUMP_S else self._next + least
            self._off.clear()

    def _frame(self, samples: Samples, at: float) -> Samples | None:
        """The frame without its echo; None when nothing plays."""
        begun, near = self._next - EARLY_S, samples.astype(np.float32) / 32768.0
        self._next += FRAME / RATE
        played, whole = self._taken(begun)
        if played is not None:
            self._seen_at = at
        played = np.zeros(FRAME, np.float32) if played is None else played
        self._kept.append(_Block(at, near, played, None if whole else begun))
        self._path.play(played)
        if not self._path.sounding:
            self._heard = self._left = 0.0
            return None
        rest = near if self._cancelled else self._path.clean(near)
        self._heard = _SMOOTH * self._heard + float(near @ near)
        self._left = _SMOOTH * self._left + float(rest @ rest)
        return to_int16(rest)

    def _taken(self, begun: float) -> tuple[Floats | None, bool]:
        """What was played from a moment on, None when it is not known; and whether all of it is here."""
        taken = self._reference.take(begun, FRAME) if self._reference is not None else None
        if taken is None:
            return None, False
        played = np.zeros(FRAME, np.float32)
        if np.abs(taken).max(initial=0) > _SILENT:
            played[: len(taken)] = taken.astype(np.float32) / 32768.0
        return played, len(taken) == FRAME

    def _complete(self) -> None:
        """Under load what was played may come after its echo: for the second look it is here."""
        for at, one in enumerate(self._kept):
            if one.late is not None:
                played, whole = self._taken(one.late)
                if whole and played is not None:
                    self._kept[at] = _Block(one.at, one.near, played, None)
