"""Whether the user, and not an echo, has begun to speak over Sayso's speech: pure, fed a frame at a time."""

from enum import StrEnum

from speech.audio import FRAME, RATE

_FRAME_S = FRAME / RATE
_SPEECH = 0.6
"""Least probability of speech of what is left when the playback is taken away."""
_EXPLAINED = 0.8
"""A frame that the playback explains more than this is its echo."""
_NEEDED_S = 0.2
_FORGET = 0.5
"""A frame that says nothing takes away so much of a frame that says something: a gap between syllables is not the end."""
_PATIENCE_S = 1.5


class Turn(StrEnum):
    """What the voice must do."""

    PAUSE = "pause"
    RESUME = "resume"


class Barge:
    """One voice; the user's words pause it, and when nothing comes of them it goes on."""

    def __init__(self, needed_s: float = _NEEDED_S, patience_s: float = _PATIENCE_S) -> None:
        """`needed_s` of speech pause the voice; it resumes when `patience_s` after the last of it no words have come."""
        self.paused = False
        """Whether the voice is paused for the user."""
        self._needed_s = needed_s
        self._patience_s = patience_s
        self._evidence_s = 0.0
        self._quiet_s = 0.0

    def hear(self, probability: float, speaking: bool, explained: float | None) -> Turn | None:
        """The next 32 ms: the speech detector's answer to the cleaned sound, whether our voice is speaking, and what the playback explains.

        What plays besides our voice does not start it, and does not keep it from starting.
        """
        mine = probability >= _SPEECH and (explained is None or explained <= _EXPLAINED)
        if self.paused:
            return self._wait(mine)
        if not speaking:
            self._evidence_s = 0.0
            return None
        self._evidence_s = max(0.0, self._evidence_s + (_FRAME_S if mine else -_FORGET * _FRAME_S))
        if self._evidence_s < self._needed_s:
            return None
        self.paused, self._quiet_s = True, 0.0
        return Turn.PAUSE

    def rejected(self) -> Turn | None:
        """What was said was noise, an echo or nothing."""
        return self._end(Turn.RESUME)

    def understood(self) -> None:
        """Words of the user came: what was being said is over, whoever acts on them decides what is said next."""
        self._end(None)

    def _wait(self, mine: bool) -> Turn | None:
        self._quiet_s = 0.0 if mine else self._quiet_s + _FRAME_S
        return self._end(Turn.RESUME) if self._quiet_s >= self._patience_s else None

    def _end(self, turn: Turn | None) -> Turn | None:
        was, self.paused, self._evidence_s = self.paused, False, 0.0
        return turn if was else None
