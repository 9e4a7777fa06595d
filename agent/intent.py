"""What the user wants: a named intent and its slots, each with where its value came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """Where a slot's value came from; screen and model text never become a payee, an address or consent."""

    SPEECH = "speech"
    CONTACTS = "contacts"
    POLICY = "policy"
    FILE = "file"
    SCREEN = "screen"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Slot:
    """One bound value of an intent."""

    value: str
    """What code uses: a desktop id, an absolute path, an element or window reference, or plain text."""
    source: Source
    """Where the value came from."""
    shown: str
    """What a person is told: "Calculator", "budget.txt"."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A named intent, "domain.verb", with its slots and the words that were said."""

    name: str
    """"files.delete": the policy folder and the intent in it."""
    slots: Mapping[str, Slot]
    """Slot name → bound value."""
    said: str
    """The sentence as recognised or typed."""

    @property
    def domain(self) -> str:
        """Name of the policy folder this intent belongs to."""
        return self.name.partition(".")[0]
