"""A plan: the steps that fulfil an intent; and the recipe, the same steps as a policy folder writes them."""

from collections.abc import Mapping
from dataclasses import dataclass

from agent.action import Action
from agent.intent import Intent


@dataclass(frozen=True, slots=True)
class StepTemplate:
    """One step as written in a policy: a kind and its fields, with {slot} references unfilled."""

    kind: str
    """"launch" | "focus" | "close" | "click" | "type" | "press" | "scroll" | "file" | "bus"."""
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a policy says an intent does."""

    intent: str
    """"domain.verb"."""
    steps: tuple[StepTemplate, ...]
    reply: str
    """Sentence for a confirmed outcome, with {slot} references: "Opened {app}."."""


@dataclass(frozen=True, slots=True)
class Step:
    """One bound act of a plan and what is expected to be true after it."""

    action: Action
    expect: str
    """The expected result in words: "a window of Calculator is there"."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Bound steps that fulfil an intent, in order."""

    intent: Intent
    steps: tuple[Step, ...]
    reply: str
    """What to say when every step is confirmed."""


@dataclass(frozen=True, slots=True)
class NoPlan:
    """Why an intent cannot be carried out now; an expected failure, spoken to the user."""

    say: str
