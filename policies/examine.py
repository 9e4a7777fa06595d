"""Runs the folders' own tests: each [[test]] of tests.toml against the whole set."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from agent.facts import Facts
from policies.cases import Case
from policies.load import PolicySet
from policies.reading import Doubt, Understood
from policies.staging import HOME, stage
from policies.trial import Bench, Trial

CALM = Facts(locked=False, spoken=True, now=0.0)
"""The facts tests are judged under: unlocked, spoken."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, rendered in one line."""

    file: Path
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.message}"


@dataclass(frozen=True, slots=True)
class Examined:
    """One test and what came of it."""

    case: Case
    trial: Trial
    problem: str
    """Empty when it passed."""


def examine(policy_set: PolicySet, folders: Sequence[str] | None = None) -> tuple[Examined, ...]:
    """Run the tests of these folders, by default of all."""
    bench = Bench(policy_set)
    names = policy_set.folders if folders is None else folders
    return tuple(_run(bench, case) for name in names for case in policy_set.folders[name].cases)


def failures(examined: Sequence[Examined]) -> tuple[Finding, ...]:
    """The tests that did not pass."""
    return tuple(Finding(one.case.file, one.case.line, "test", f"“{one.case.say}”: {one.problem}") for one in examined if one.problem)


def _run(bench: Bench, case: Case) -> Examined:
    trial = bench.attempt(case.say, stage(case.scene), CALM)
    return Examined(case, trial, _problem(case, trial))


def _problem(case: Case, trial: Trial) -> str:
    reading = trial.reading
    if not case.match:
        wrong = isinstance(reading, Understood) and case.intent in ("", reading.intent.name)
        return f"was understood as {reading.intent.name}" if wrong and isinstance(reading, Understood) else ""
    if case.asks != isinstance(reading, Doubt):
        return f"was expected to be asked back, but is {type(reading).__name__}" if case.asks else f"is {type(reading).__name__}: {trial.says[0]}"
    if not isinstance(reading, Understood | Doubt):
        return f"is {type(reading).__name__}: {reading.say}"
    intent = reading.intent if isinstance(reading, Understood) else reading.proposal
    if case.intent and intent.name != case.intent:
        return f"is {intent.name}, not {case.intent}"
    for name, expected in case.slots.items():
        slot = intent.slots.get(name)
        # An app goes by its own name, whatever it was asked by: "the calculator, Galculator".
        if slot is None or expected not in (slot.value, slot.shown, slot.shown.rpartition(", ")[2], slot.value.removeprefix(f"{HOME}/")):
            return f"{name} is {slot.shown if slot else 'not there'}, not {expected}"
    if case.verdict and trial.outcome != case.verdict:
        return f"is judged {trial.outcome}, not {case.verdict}"
    return ""
