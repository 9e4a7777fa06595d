"""Checks a policy set beyond what loading refuses: sentences nobody reaches, clashes, rules that never fire, risks without tests."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from policies.cases import Staged
from policies.errors import PolicyError
from policies.examine import CALM, Examined, Finding, examine, failures
from policies.folder import Folder
from policies.intention import Intention, Phrase
from policies.load import load_set
from policies.reading import Doubt, Understood
from policies.slots import SlotType
from policies.staging import stage
from policies.trial import Bench

_SCENE = stage(
    Staged(
        apps=("Zebra Painter",),
        windows=("Yellow Ledger",),
        controls=("Quokka",),
        files=("walrus.txt", "Violets/"),
    )
)
_NAMES: Mapping[SlotType, str] = {
    SlotType.APP: "Zebra Painter",
    SlotType.WINDOW: "Yellow Ledger",
    SlotType.CONTROL: "Quokka",
    SlotType.FILE: "walrus.txt",
    SlotType.FOLDER: "Violets",
    SlotType.NEW_NAME: "umbrella",
    SlotType.TEXT: "marmalade",
    SlotType.KEYS: "f seven",
    SlotType.DIRECTION: "down",
    SlotType.NUMBER: "seven",
}
"""A name of each type that resolves in _SCENE and clashes with no template's words."""
_SAMPLES = 24
"""Most sentences tried for one template."""


def check(directories: Sequence[Path] | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong with the folders of these places; empty when all is well."""
    try:
        policy_set = load_set(directories)
    except PolicyError as problem:
        return (Finding(problem.file, problem.line, problem.key, problem.message),)
    bench = Bench(policy_set)
    examined = examine(policy_set)
    found = list(failures(examined))
    for folder in policy_set.folders.values():
        for intention in folder.intents.values():
            found.extend(_unreached(bench, intention))
        found.extend(_untested(folder))
        found.extend(_unfired(bench, folder, examined))
    return tuple(found)


def _unreached(bench: Bench, intention: Intention) -> Iterator[Finding]:
    names = {slot: _NAMES[kind] for slot, kind in intention.slots.items()}
    name = intention.name.partition(".")[2]
    key = f"{name}.sentences"
    for number, phrase in enumerate(intention.sentences):
        samples = bench.matcher.grammar.samples(intention, number, names, _SAMPLES)
        readings = [(sample, bench.matcher.match(sample, _SCENE)) for sample in samples]
        own = [isinstance(reading, Understood) and reading.intent.name == intention.name for _, reading in readings]
        if not any(own):
            yield Finding(intention.file, phrase.line, key, f"“{phrase.text}” is never reached")
            continue
        for sample, reading in readings:
            yield from _clash(intention, phrase, key, sample, reading)
    for example in intention.examples:
        said = example.format_map(names) if intention.slots else example
        reading = bench.matcher.match(said, _SCENE)
        if not (isinstance(reading, Understood) and reading.intent.name == intention.name):
            yield Finding(intention.file, intention.line, f"{name}.examples", f"“{said}” is not understood as {intention.name}")


def _clash(intention: Intention, phrase: Phrase, key: str, sample: str, reading: object) -> Iterator[Finding]:
    if isinstance(reading, Doubt):
        yield Finding(intention.file, phrase.line, key, f"“{sample}” has two meanings: {reading.say}")
    elif isinstance(reading, Understood) and reading.intent.name != intention.name:
        yield Finding(intention.file, phrase.line, key, f"“{sample}” is taken by {reading.intent.name}")


def _untested(folder: Folder) -> Iterator[Finding]:
    for intention in folder.intents.values():
        denied = any(not case.match and case.intent == intention.name for case in folder.cases)
        if intention.risky and not denied:
            key = intention.name.partition(".")[2]
            wanted = f"match = false, intent = “{intention.name}”"
            yield Finding(intention.file, intention.line, key, f"is risky, so tests.toml needs a test with {wanted}")


def _unfired(bench: Bench, folder: Folder, examined: Sequence[Examined]) -> Iterator[Finding]:
    fired = {rule for one in examined for rule in one.trial.rules}
    for intention in folder.intents.values():
        names = {slot: _NAMES[kind] for slot, kind in intention.slots.items()}
        for example in intention.examples:
            fired.update(bench.attempt(example.format_map(names) if intention.slots else example, _SCENE, CALM).rules)
    for rule in folder.rules:
        if rule.id not in fired:
            yield Finding(rule.file, rule.line, rule.id, "never fires in the folder's tests and examples")
