"""When somebody starts and ends speaking: a pure state machine over the detector's probabilities."""

from dataclasses import dataclass

from speech.audio import FRAME, RATE
from speech.settings import Settings

ON, OFF = 0.5, 0.35
"""Speech starts at or above ON and goes on until below OFF."""
_NEEDED = 2
"""Frames in a row that start an utterance."""
_TAIL_S = 0.2
"""Sound kept after the last speech, seconds."""
_TAIL_FRAMES = -(-round(_TAIL_S * RATE) // FRAME)


@dataclass(frozen=True, slots=True)
class Started:
    """Speech began."""

    sample: int
    """Stream position of the first spoken sample."""


@dataclass(frozen=True, slots=True)
class Paused:
    """It has been silent for a while: perhaps this was all, then Ended will have the same samples."""

    first: int
    """First sample to keep, with the pre-roll."""
    last: int
    """One past the last sample to keep."""


@dataclass(frozen=True, slots=True)
class Ended:
    """An utterance is complete; all positions are samples of the stream."""

    first: int
    """First sample to keep, with the pre-roll."""
    last: int
    """One past the last sample to keep."""
    spoken_from: int
    """First spoken sample."""
    spoken_to: int
    """One past the last spoken sample."""
    vad: float
    """Mean probability of speech over the surer half of the spoken part."""
    cut: bool
    """Whether the longest length, and not silence, ended it."""

    @property
    def spoken_s(self) -> float:
        """Length of the spoken part, seconds."""
        return (self.spoken_to - self.spoken_from) / RATE


class Endpoint:
    """Fed one probability a frame; answers Started, Paused, Ended or None."""

    def __init__(self, settings: Settings | None = None) -> None:
        settings = settings or Settings()
        self._silence = max(1, round(settings.endpoint_ms * RATE / 1000 / FRAME))
        self._preroll = settings.preroll_ms * RATE // 1000
        self._longest = round(settings.longest_s * RATE / FRAME)
        self._frame = 0
        self._floor = 0
        self._begin: int | None = None
        self._row = 0
        self._quiet = 0
        self._seen: list[float] = []

    @property
    def speaking(self) -> bool:
        """Whether somebody is speaking."""
        return self._begin is not None

    @property
    def keep_from(self) -> int:
        """Stream position of the oldest sample that may still be needed."""
        begin = self._frame - _NEEDED if self._begin is None else self._begin
        return max(self._floor, begin * FRAME - self._preroll)

    def step(self, probability: float) -> Started | Paused | Ended | None:
        """Take the next frame's probability."""
        self._frame += 1
        if self._begin is None:
            return self._wait(probability)
        self._seen.append(probability)
        self._quiet = 0 if probability >= OFF else self._quiet + 1
        if self._quiet >= self._silence or len(self._seen) >= self._longest:
            return self._end()
        if self._quiet == _TAIL_FRAMES:
            return Paused(*self._kept((self._frame - self._quiet) * FRAME))
        return None

    def finish(self) -> Ended | None:
        """The stream is over: what was being said, if anything."""
        return self._end() if self._begin is not None else None

    def _wait(self, probability: float) -> Started | None:
        self._row = self._row + 1 if probability >= ON else 0
        self._seen = [*self._seen, probability][-_NEEDED:]
        if self._row < _NEEDED:
            return None
        self._begin = self._frame - _NEEDED
        self._quiet = 0
        return Started(self._begin * FRAME)

    def _kept(self, spoken_to: int) -> tuple[int, int]:
        first = max(self._floor, (self._begin or 0) * FRAME - self._preroll)
        return first, spoken_to + round(_TAIL_S * RATE)

    def _end(self) -> Ended:
        begin = self._begin or 0
        now = self._frame * FRAME
        cut = self._quiet < self._silence
        spoken_to = now - self._quiet * FRAME
        spoken = self._seen[: len(self._seen) - self._quiet]
        first, last = self._kept(spoken_to)
        last = now if cut else min(now, last)
        self._floor = last
        self._begin, self._row, self._quiet, self._seen = None, 0, 0, []
        return Ended(first, last, begin * FRAME, spoken_to, _surer(spoken), cut)


def _surer(probabilities: list[float]) -> float:
    best = sorted(probabilities, reverse=True)[: max(1, len(probabilities) // 2)]
    return sum(best) / max(1, len(best))
