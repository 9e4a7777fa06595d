"""What an act really did, with the evidence."""

from dataclasses import dataclass
from enum import StrEnum


class EffectKind(StrEnum):
    """How sure we are; unknown is never promoted to success."""

    CONFIRMED = "confirmed"
    PARTIAL = "partial"
    UNVERIFIABLE = "unverifiable"
    NO_EFFECT = "no_effect"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Effect:
    """The verified effect of one act."""

    kind: EffectKind
    evidence: str
    """What was compared and found: "a window of galculator is new"."""
    reads: str = ""
    """Text the screen now shows where it changed ("96"); empty when nothing of the kind was found."""
