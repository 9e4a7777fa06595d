"""One policy folder, a domain: its intents, its rules and its tests, parsed and checked, each with its line."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from agent.plan import Recipe
from policies.cases import Case, read_cases
from policies.intention import Intention
from policies.intents import read_intents
from policies.rules import Rule, read_rules


@dataclass(frozen=True, slots=True)
class Folder:
    """A domain as read from one directory."""

    name: str
    """The directory's name: "files"."""
    directory: Path
    intents: Mapping[str, Intention]
    """Full name, "files.delete" → intent."""
    rules: tuple[Rule, ...]
    cases: tuple[Case, ...]
    """The folder's own tests."""
    content: bytes
    """What judges: the bytes of intents.toml and rules.cedar, for the set's digest."""

    @property
    def recipes(self) -> Mapping[str, Recipe]:
        """Full intent name → what the intent does."""
        return {name: Recipe(name, intent.steps, intent.reply) for name, intent in self.intents.items()}


def read_folder(directory: Path) -> Folder:
    """Parse a folder.

    Raises:
        PolicyError: with file, line and key of the first thing that is wrong.
    """
    intents, rules = directory / "intents.toml", directory / "rules.cedar"
    return Folder(
        name=directory.name,
        directory=directory,
        intents=read_intents(intents, directory.name),
        rules=read_rules(rules, directory.name),
        cases=read_cases(directory / "tests.toml"),
        content=b"\0".join((directory.name.encode(), intents.read_bytes(), rules.read_bytes())),
    )
