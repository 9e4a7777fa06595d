"""What travels as short codes, in words for people; and any text made safe to put on a terminal."""

from datetime import datetime
from functools import lru_cache

OUTCOMES = {
    "done": "✓ done",
    "partly": "~ partly",
    "unknown": "! unknown",
    "not_done": "✗ not done",
    "refused": "– refused",
    "stopped": "■ stopped",
}
"""Event.Ended's outcomes with a sign, so that nothing is told by colour alone."""
CONSENTS = {
    "none": "✓ done at once",
    "yes": "? asked first: yes or no",
    "challenge": "# asked first: digits to read out",
    "refused": "– refused",
}
"""What a consent means for the one who speaks, with a sign."""
MASK = "••"
"""Stands where a secret was said."""


def outcome(word: str) -> str:
    """The outcome of a turn, with its sign."""
    return OUTCOMES.get(word, f"· {plain(word) or 'open'}")


def consent(word: str) -> str:
    """What the user will be asked."""
    return CONSENTS.get(word, plain(word) or "not known")


def when(time: float, now: float) -> str:
    """A moment of the past in at most 12 letters, local time; both in seconds since 1970."""
    there, here = datetime.fromtimestamp(time), datetime.fromtimestamp(now)
    if there.date() == here.date():
        return f"today {there:%H:%M}"
    if there.year == here.year:
        return f"{there.day} {there:%b %H:%M}"
    return f"{there.day} {there:%b %Y}"


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text on one line, without anything a terminal would obey instead of showing."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def count(number: int, noun: str) -> str:
    """ "1 turn", "10,000 turns"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
