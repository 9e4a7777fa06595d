"""When what is said is meant for Sayso: always, after the wake word, or while a key is held; answers to a question always are. Pure."""

import math
import re
from collections import deque
from dataclasses import dataclass

WHEN = ("always", "wake word", "key")
"""What a user can set."""
FOLLOW_S = 5.0
"""How long after a sentence that was taken, and after Sayso's answer to it, the next one needs no wake word; seconds, never more than the window."""
SPOTTED_S = 0.5
"""How far beside an utterance the wake word's end may lie to be in it: detector and endpoint do not agree to the moment, seconds."""
LONGEST_HOLD_S = 60.0
"""A key that is down for longer counts as let go: its release got lost, seconds."""
_KEPT = 32
"""Stretches that are remembered; an utterance is judged a second or two after it."""
_WAKE = re.compile(r"^\W*(?:(?:hey|hello|hi|okay|ok|oh)\b\W*)?computer(?![\w'’-])[^\w“\"'(]*", re.IGNORECASE)


@dataclass(slots=True)
class _Stretch:
    begin: float
    end: float = math.inf


def strip_wake(text: str) -> str:
    """The sentence without the wake word it begins with: "Computer, open the calculator" → "open the calculator"; only "computer" → ""."""
    while (found := _WAKE.match(text)) is not None:
        text = text[found.end() :]
    return text.strip()


class Attending:
    """Told what happens, at monotonic seconds; says whether an utterance is meant for Sayso, and whether one that begins now would be."""

    def __init__(self, when: str = "always", window_s: float = 8.0) -> None:
        self.attend(when, window_s)
        self._windows: deque[_Stretch] = deque(maxlen=_KEPT)
        """What begins in one is heeded."""
        self._covers: deque[_Stretch] = deque(maxlen=_KEPT)
        """What has any moment in one is heeded: the key is held, or a question is open."""
        self._open: dict[str, _Stretch] = {}
        self._spotted: deque[float] = deque(maxlen=_KEPT)
        self._owed_until = 0.0
        """Until when Sayso's voice may begin to answer a sentence that was taken; endless until it has answered once."""

    def attend(self, when: str, window_s: float) -> None:
        """Another mode, and how long the window is open after the wake word, seconds. Raises ValueError for a mode that there is not."""
        if when not in WHEN:
            raise ValueError(f"{when!r} is none of {', '.join(WHEN)}")
        self._when, self._window_s = when, window_s

    def spotted(self, at: float) -> None:
        """The wake word ended; where it is not waited for that means nothing."""
        if self._when == "wake word":
            self._spotted.append(at)
            self._windows.append(_Stretch(at, at + self._window_s))

    def hold(self, down: bool, at: float) -> None:
        """The key went down, or up; in every mode what is said meanwhile is heeded."""
        _cover(self._covers, self._open, "key", down, _Stretch(at, at + LONGEST_HOLD_S))

    def ask(self, is_open: bool, at: float) -> None:
        """A question was opened, or closed."""
        _cover(self._covers, self._open, "question", is_open, _Stretch(at))

    def speech(self, began: bool, at: float) -> None:
        """The user began to speak, or ended: a sentence that began in the window keeps it open."""
        if began:
            self._open["speech"] = _Stretch(at)
        else:
            self._open.pop("speech", None)

    def playing(self, began: bool, at: float) -> None:
        """Sayso's own voice began to sound, or fell silent: an answer keeps the window open, what it says of its own accord does not."""
        if began and at <= self._owed_until:
            self._windows.append(self._open.setdefault("playing", _Stretch(at)))
        elif not began and (answer := self._open.pop("playing", None)) is not None:
            self._owed_until = answer.end = at + min(FOLLOW_S, self._window_s)

    def took(self, ended_at: float) -> None:
        """An utterance was taken for Sayso and passed on: what follows it soon, and its answer, is heeded where a wake word opens the window."""
        if self._when == "wake word":
            self._windows.append(_Stretch(ended_at, ended_at + min(FOLLOW_S, self._window_s)))
            self._owed_until = math.inf

    def heeds(self, started_at: float, ended_at: float) -> bool:
        """Whether an utterance is meant for Sayso."""
        if self._when == "always" or any(one.begin <= ended_at and started_at <= one.end for one in self._covers):
            return True
        called = any(started_at - SPOTTED_S <= at <= ended_at + SPOTTED_S for at in self._spotted)
        return self._when == "wake word" and (called or any(one.begin <= started_at <= one.end for one in self._windows))

    def until(self, now: float) -> float:
        """When the window closes, if nothing more happens; endless where that is not known yet, 0.0 when it is closed."""
        spoken = self._open.get("speech")
        if self._when == "always" or (spoken is not None and self.heeds(spoken.begin, now)):
            return math.inf
        stretches = [*self._covers, *(self._windows if self._when == "wake word" else ())]
        return max((one.end for one in stretches if one.begin <= now <= one.end), default=0.0)


def _cover(covers: "deque[_Stretch]", going_on: "dict[str, _Stretch]", what: str, on: bool, begun: _Stretch) -> None:
    """Begin a stretch in which everything is heeded, or end it; said twice it changes nothing."""
    if on and what not in going_on:
        covers.append(going_on.setdefault(what, begun))
    elif not on and (over := going_on.pop(what, None)) is not None:
        over.end = min(over.end, begun.begin)
