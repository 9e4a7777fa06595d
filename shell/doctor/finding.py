"""What the doctor finds."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "note", "fail"]
"""Works; works with something to know, or was not tried; does not work."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one check says."""

    state: State
    detail: str
    """One line."""
    fix: str = ""
    """What to do; never empty for a failure."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One part and how it does."""

    part: str
    state: State
    detail: str
    fix: str
    """What to do; empty when nothing has to be done."""
    ms: int
    """How long the check took, milliseconds."""

    @property
    def ok(self) -> bool:
        """Whether the part does not fail."""
        return self.state != "fail"


def works(detail: str) -> Answer:
    """It works."""
    return Answer("ok", detail)


def note(detail: str, fix: str = "") -> Answer:
    """It works, but; or it was not tried."""
    return Answer("note", detail, fix)


def fails(detail: str, fix: str) -> Answer:
    """It does not work, and this is what to do."""
    return Answer("fail", detail, fix)
