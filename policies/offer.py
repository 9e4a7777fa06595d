"""What can be said right now: each intent's examples with live names filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, islice, zip_longest

from agent.scene import Scene
from policies.candidates import Candidate
from policies.intention import Intention
from policies.lexicon import Lexicons
from policies.slots import SlotType
from policies.steps import references

_EACH = 3
"""How many live names an example is filled with."""
_LIVE = frozenset({SlotType.APP, SlotType.WINDOW, SlotType.CONTROL, SlotType.FILE, SlotType.FOLDER})


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence that would be understood."""

    text: str
    intent: str
    """Full name of what it is an example of."""


def offers(intents: Iterable[Intention], scene: Scene, lexicons: Lexicons) -> tuple[Offer, ...]:
    """Sentences that would be understood in this scene: one of each intent, then a second of each, and so on.

    An example that needs a name there is none for is left out.
    """
    offered = ([Offer(s, one.name) for example in one.examples for s in _filled(example, one, scene, lexicons)] for one in intents)
    kept: dict[str, Offer] = {}
    for one in chain.from_iterable(zip_longest(*offered)):
        if one is not None:
            kept.setdefault(one.text, one)
    return tuple(kept.values())


def offer(intents: Iterable[Intention], scene: Scene, lexicons: Lexicons) -> tuple[str, ...]:
    """The sentences alone."""
    return tuple(one.text for one in offers(intents, scene, lexicons))


def _filled(example: str, intention: Intention, scene: Scene, lexicons: Lexicons) -> Iterable[str]:
    slots = references(example)
    if not slots:
        return (example,)
    names: Mapping[str, list[str]] = {slot: _names(slot, intention, scene, lexicons) for slot in slots}
    rounds = min(max((len(found) for found in names.values()), default=0), _EACH)
    if not all(names.values()):
        return ()
    return tuple(example.format_map({slot: found[at % len(found)] for slot, found in names.items()}) for at in range(rounds))


def _names(slot: str, intention: Intention, scene: Scene, lexicons: Lexicons) -> list[str]:
    kind = intention.slots.get(slot)
    if kind is None or kind not in _LIVE:
        return [intention.fixed[slot]] if slot in intention.fixed else []
    ready = (candidate for candidate in lexicons.of(kind, scene).candidates if candidate.ready and candidate.shown.strip())
    files_first = sorted(islice(ready, 8 * _EACH), key=lambda candidate: candidate.kind == "folder")
    return list(dict.fromkeys(_short(candidate, kind) for candidate in files_first))[:_EACH]


def _short(candidate: Candidate, kind: SlotType) -> str:
    """A name short enough to say: a window goes by its program's."""
    if kind is SlotType.WINDOW:
        return next((name for name in candidate.names[1][1:2]), candidate.names[0][-1]) or candidate.shown
    return candidate.shown
