"""What the matcher makes of a sentence: understood, in doubt, naming something that is not there, or not understood."""

from dataclasses import dataclass
from typing import Protocol

from agent.intent import Intent
from agent.scene import Scene


@dataclass(frozen=True, slots=True)
class Understood:
    """One reading, every name resolved exactly."""

    intent: Intent
    answer: str | None = None
    """One of policies.intention.ANSWERS when the shell itself answers; None when there are steps to do."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reading that has to be asked back before anything happens."""

    say: str
    """The question: "I see no button named Sav; there is Save. Shall I?"."""
    proposal: Intent
    """What a yes to it stands for; it still goes through the gate."""
    answer: str | None = None
    """As in Understood, for the proposal."""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """The sentence is known but it names something that is not there."""

    say: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """No sentence of any folder fits."""

    say: str


Reading = Understood | Doubt | Unresolved | NotUnderstood


class Reader(Protocol):
    """Makes readings: the matcher of one policy set, or whatever stands for the set that is in force."""

    def match(self, text: str, scene: Scene) -> Reading:
        """What the sentence means in this scene."""
        ...

    def examples(self, scene: Scene) -> tuple[str, ...]:
        """What can be said right now, with the names of this scene."""
        ...
