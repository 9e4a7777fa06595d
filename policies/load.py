"""Loads the policy set: built-in folders, then the machine's, then the user's; a later folder masks an earlier one of its name."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from agent.plan import Recipe
from policies.folder import Folder, read_folder
from policies.intention import HARMLESS, Intention
from policies.rules import FLOOR_FILE, SCHEMA_FILE, Rule, read_rules

BUILT_IN = Path(__file__).parent
"""Where the folders that come with Sayso lie."""


@dataclass(frozen=True, slots=True)
class PolicySet:
    """Every folder in force."""

    digest: str
    """sha256 (hex) over the floor, the schema and all that judges in the folders."""
    folders: Mapping[str, Folder]
    intents: Mapping[str, Intention]
    """Full name → intent, of all folders."""
    recipes: Mapping[str, Recipe]
    """Full name → what it does."""
    rules: tuple[Rule, ...]
    """The floor's first."""


def default_directories() -> tuple[Path, ...]:
    """Built-in, then /etc/xdg/sayso/policies (XDG_CONFIG_DIRS), then $XDG_CONFIG_HOME/sayso/policies."""
    system = [Path(place) for place in reversed((os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":")) if place]
    own = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return (BUILT_IN, *(place / "sayso" / "policies" for place in (*system, own)))


def load_set(directories: Sequence[Path] | None = None) -> PolicySet:
    """The set from these directories of folders, later ones masking earlier ones; by default the usual places.

    Raises:
        PolicyError: with file, line and key of the first thing that is wrong.
    """
    folders: dict[str, Folder] = {}
    for place in default_directories() if directories is None else directories:
        for directory in _folders_in(place):
            folder = read_folder(directory)
            folders[folder.name] = _grown(folder, folders.get(folder.name))
    rules = read_rules(FLOOR_FILE, "floor")
    return PolicySet(
        digest=_digest(folders),
        folders=folders,
        intents={name: intent for folder in folders.values() for name, intent in folder.intents.items()},
        recipes={name: recipe for folder in folders.values() for name, recipe in folder.recipes.items()},
        rules=rules + tuple(rule for folder in folders.values() for rule in folder.rules),
    )


def _folders_in(place: Path) -> Sequence[Path]:
    if not place.is_dir():
        return ()
    return sorted(entry for entry in place.iterdir() if (entry / "intents.toml").is_file())


def _grown(folder: Folder, masked: Folder | None) -> Folder:
    """The folder with the risk groups of what it masks added: groups may only grow; harmless is no risk and is not inherited."""
    if masked is None:
        return folder
    before = {name: intent.groups - {HARMLESS} for name, intent in masked.intents.items()}
    intents = {name: replace(intent, groups=intent.groups | before.get(name, frozenset())) for name, intent in folder.intents.items()}
    return replace(folder, intents=intents, content=masked.content + b"\0" + folder.content)


def _digest(folders: Mapping[str, Folder]) -> str:
    total = hashlib.sha256()
    for content in (FLOOR_FILE.read_bytes(), SCHEMA_FILE.read_bytes(), *(folders[name].content for name in sorted(folders))):
        total.update(len(content).to_bytes(8, "big"))
        total.update(content)
    return total.hexdigest()
