"""When somebody starts and ends speaking: a pure state machine over the detector's probabilities."""

from dataclasses import dataclass

from speech.audio import FRAME, RATE
from speech.settings import Settings

ON, OFF = 0.5, 0.35
"""Speech starts at or above ON and goes on until below OFF; after a pause it goes on at ON again."""
_NEEDED = 2
"""Frames in a row that start an utterance."""
_TAIL = 4
"""Silent frames after the last speech that are kept, and after which the words so far are worth reading: 128 ms."""
LONGEST_HOLD_MS = 1500
"""However unfinished something sounds, so much silence ends it; milliseconds."""


@dataclass(frozen=True, slots=True)
class Started:
    """Speech began."""

    sample: int
    """Stream position of the first spoken sample."""


@dataclass(frozen=True, slots=True)
class Paused:
    """It has been silent for a while: perhaps this was all, then Ended will say the same; positions are samples of the stream."""

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

    @property
    def spoken_s(self) -> float:
        """Length of the spoken part, seconds."""
        return (self.spoken_to - self.spoken_from) / RATE


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
    """Whether the longest length or `finish`, and not silence, ended it."""

    @property
    def spoken_s(self) -> float:
        """Length of the spoken part, seconds."""
        return (self.spoken_to - self.spoken_from) / RATE


class Endpoint:
    """Fed one probability a frame; answers Started, Paused, Ended or None."""

    def __init__(self, settings: Settings | None = None) -> None:
        settings = settings or Settings()
        self._silence = _frames(settings.endpoint_ms)
        self._held = 0
        """Silent frames that are waited for instead while what was said seems unfinished; 0 is no more than usual."""
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
        # A pause is over when somebody speaks, not when the detector flickers: the reading that began would be worth nothing.
        self._quiet = 0 if probability >= (ON if self._quiet >= _TAIL else OFF) else self._quiet + 1
        if not self._quiet:
            self._held = 0
        if self._quiet >= max(self._silence, self._held) or len(self._seen) >= self._longest:
            return self._end()
        if self._quiet == _TAIL:
            return self._pause()
        return None

    def hold(self, ms: int, paused: Paused | None = None) -> None:
        """Wait for this much silence before the end, LONGEST_HOLD_MS at most and never less than usual, until somebody speaks again; 0 as usual.

        With `paused` only if it is still that silence: a reading of what was said before may come late.
        """
        if self._begin is None or not self._quiet:
            return
        if paused is None or paused == self._pause():
            self._held = _frames(min(ms, LONGEST_HOLD_MS)) if ms > 0 else 0

    def finish(self) -> Ended | None:
        """What is being said is complete now, if there is anything: the stream is over or the key was let go. New steps may follow."""
        return self._end() if self._begin is not None else None

    def _wait(self, probability: float) -> Started | None:
        self._row = self._row + 1 if probability >= ON else 0
        self._seen = [*self._seen, probability][-_NEEDED:]
        if self._row < _NEEDED:
            return None
        self._begin = self._frame - _NEEDED
        self._quiet = 0
        return Started(self._begin * FRAME)

    def _pause(self) -> Paused:
        begin = self._begin or 0
        spoken_to = (self._frame - self._quiet) * FRAME
        first = max(self._floor, begin * FRAME - self._preroll)
        spoken = self._seen[: len(self._seen) - self._quiet]
        return Paused(first, min(self._frame * FRAME, spoken_to + _TAIL * FRAME), begin * FRAME, spoken_to, _surer(spoken))

    def _end(self) -> Ended:
        all_of_it, cut = self._pause(), self._quiet < self._silence
        self._floor = all_of_it.last
        self._begin, self._row, self._quiet, self._held, self._seen = None, 0, 0, 0, []
        return Ended(all_of_it.first, all_of_it.last, all_of_it.spoken_from, all_of_it.spoken_to, all_of_it.vad, cut)


def _frames(ms: int) -> int:
    return max(1, round(ms * RATE / 1000 / FRAME))


def _surer(probabilities: list[float]) -> float:
    best = sorted(probabilities, reverse=True)[: max(1, len(probabilities) // 2)]
    return sum(best) / max(1, len(best))
