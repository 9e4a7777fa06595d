"""How a turn ended, each with the sentence to speak."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Done:
    """Every step is confirmed by state."""

    say: str


@dataclass(frozen=True, slots=True)
class Partly:
    """Some steps are confirmed, a later one is not."""

    say: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something was done and it cannot be told whether it took effect."""

    say: str


@dataclass(frozen=True, slots=True)
class NotDone:
    """Nothing took effect, or the request could not be understood or met."""

    say: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The gate or the user said no."""

    say: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The user said stop."""

    say: str


Outcome = Done | Partly | Unknown | NotDone | Refused | Stopped

NAMES = {Done: "done", Partly: "partly", Unknown: "unknown", NotDone: "not_done", Refused: "refused", Stopped: "stopped"}
"""Outcome class → the word used in events, scripts and JSON."""


def name_of(outcome: Outcome) -> str:
    """The outcome's word: "done", "partly", "unknown", "not_done", "refused", "stopped"."""
    return NAMES[type(outcome)]
