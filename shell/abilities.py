"""What the policy folders let be said, and what each of it needs: for a face that shows them."""

from collections.abc import Mapping
from pathlib import Path

from agent.action import Identity
from agent.facts import Facts
from agent.intent import Intent
from agent.planners.actor import Actor
from agent.scene import Scene
from policies.folder import Folder
from policies.intention import Intention
from policies.load import BUILT_IN
from shell.answers import FolderShown, Sentences
from shell.rehearsal import Mind, Rehearsal, rehearse
from shell.rules import Force


def abilities(force: Force, scene: Scene, now: float, own: Path) -> tuple[FolderShown, ...]:
    """Every folder in force; own: where the user's folders lie, now: seconds since 1970. Takes some hundredths of a second: call it from a thread."""
    # Which file an example is about does not matter here, so none is measured.
    mind = Mind(force.matcher, Actor(force.policies.recipes, lambda _: Identity(0, 0, 0, 0, 0)), force.judge)
    first: dict[str, str] = {}
    for offer in force.matcher.offers(scene):
        first.setdefault(offer.intent, offer.text)
    return tuple(_shown(folder, mind, scene, first, Facts(False, True, now), own) for folder in force.policies.folders.values())


def origin(directory: Path, own: Path) -> str:
    """ "built in", "yours" or "system"."""
    if directory.parent == BUILT_IN:
        return "built in"
    return "yours" if directory.parent == own else "system"


def _shown(folder: Folder, mind: Mind, scene: Scene, first: Mapping[str, str], facts: Facts, own: Path) -> FolderShown:
    intents = tuple(
        Sentences(
            intention.name,
            tuple(phrase.text for phrase in intention.sentences),
            intention.examples,
            tuple(sorted(intention.groups)),
            _consent(intention, mind, scene, first.get(intention.name, ""), facts),
        )
        for intention in folder.intents.values()
    )
    return FolderShown(folder.name, origin(folder.directory, own), str(folder.directory), intents)


def _consent(intention: Intention, mind: Mind, scene: Scene, example: str, facts: Facts) -> str:
    """What its first example needs; where that names something there is none of, what the intent needs at the least."""
    tried = rehearse(example, scene, mind, lambda _: facts) if example else Rehearsal("")
    if tried.intent is not None and tried.intent.name == intention.name and tried.consent:
        return tried.consent
    return Rehearsal("", verdict=mind.judge.judge(Intent(intention.name, {}, ""), None, facts)).consent
