"""Binds all slots of one reading of a sentence and says how well it fits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from agent.intent import Intent, Slot, Source
from agent.scene import Scene
from policies.arithmetic import spoken_arithmetic
from policies.grammar import Parse
from policies.intention import Intention
from policies.lexicon import Lexicons
from policies.names import with_extension_of
from policies.resolve import Binding, Hit, Near, Nothing, Several, bare_name, resolve
from policies.slots import SOURCES, SlotType
from policies.spoken import normal

_CLOSED_FIRST = {
    SlotType.KEYS: 0,
    SlotType.DIRECTION: 0,
    SlotType.NUMBER: 0,
    SlotType.WINDOW: 1,
    SlotType.CONTROL: 1,
    SlotType.NEW_NAME: 3,
    SlotType.TEXT: 3,
}
"""What wins when two readings fit alike: a key over a control, an open window over its program, anything over free words."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A slot that did not bind to exactly one thing."""

    slot: str
    kind: SlotType
    words: str
    """The name as said, without article and kind word."""
    binding: Several | Near | Nothing


@dataclass(frozen=True, slots=True)
class Bound:
    """One reading with its slots bound as far as they go."""

    intention: Intention
    slots: Mapping[str, Slot]
    """Bound slots; for a problem with something near or several, its first candidate."""
    problems: tuple[Problem, ...]
    literal: int
    """How many letters of the sentence are the template's own (more is surer)."""
    openness: int
    """0 when slots are of small closed vocabularies, 1 what is on the screen, 2 other live names, 3 free words."""

    @property
    def hopeless(self) -> bool:
        """Whether some slot names nothing at all."""
        return any(isinstance(problem.binding, Nothing) for problem in self.problems)

    @property
    def score(self) -> float:
        """Likeness of the least like slot, 100 when several things have exactly its name."""
        return min((problem.binding.score if isinstance(problem.binding, Near) else 100.0 for problem in self.problems), default=100.0)

    @property
    def free(self) -> bool:
        """Whether a slot takes any words, and so could have swallowed some."""
        return self.openness == 3

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two readings the same."""
        return (self.intention.name, *sorted((name, slot.value) for name, slot in self.slots.items()))

    def intent(self, said: str) -> Intent:
        """The intent this reading stands for."""
        return Intent(self.intention.name, dict(self.slots), said)


def bind(parse: Parse, text: str, scene: Scene, lexicons: Lexicons) -> Bound:
    """Bind every slot of a reading of `text` in a scene, defaults included."""
    intention = parse.intention
    slots = {name: Slot(value, Source.POLICY, value) for name, value in intention.fixed.items() if name not in intention.slots}
    problems: list[Problem] = []
    taken = 0
    for name, kind in intention.slots.items():
        words = parse.words.get(name) or intention.fixed.get(name)
        if words is None:
            continue
        bare = bare_name(kind, words)
        binding = _text(words, scene) if kind is SlotType.TEXT else resolve(kind, words, scene, lexicons)
        slot = _slot(binding, Source.POLICY if name not in parse.words else SOURCES[kind])
        if slot is not None:
            slots[name] = _as_called(slot, bare) if kind is SlotType.APP and isinstance(binding, Hit) else slot
        if not isinstance(binding, Hit):
            problems.append(Problem(name, kind, bare, binding))
        taken += len(normal(bare)) if name in parse.words else 0
    openness = max((_CLOSED_FIRST.get(intention.slots[name], 2) for name in parse.words), default=0)
    return Bound(intention, _with_extension(intention, slots, scene), tuple(problems), len(normal(text)) - taken, openness)


def _slot(binding: Binding, source: Source) -> Slot | None:
    match binding:
        case Hit(value, shown):
            return Slot(value, source, shown)
        case Several(candidates):
            return Slot(candidates[0].value, source, candidates[0].told)
        case Near(candidate):
            return Slot(candidate.value, source, candidate.shown)
        case Nothing():
            return None


def _as_called(slot: Slot, words: str) -> Slot:
    """The app under the word it was asked by, too: who said “the calculator” hears that it is Galculator."""
    return slot if normal(words) == normal(slot.shown) else replace(slot, shown=f"the {words.lower()}, {slot.shown}")


def _text(words: str, scene: Scene) -> Hit:
    active = scene.seen.active
    app = scene.app_of_window(active.app) if active else None
    sum_ = spoken_arithmetic(words) if app and "Calculator" in app.categories else None
    return Hit(sum_ or words, sum_ or words)


def _with_extension(intention: Intention, slots: Mapping[str, Slot], scene: Scene) -> Mapping[str, Slot]:
    """A new name for an existing file keeps the file's extension when none was said."""
    old = next((slots[name] for name, kind in intention.slots.items() if kind is SlotType.FILE and name in slots), None)
    entry = next((entry for entry in scene.files if old and entry.path == old.value), None)
    if entry is None or entry.folder:
        return slots
    named = {name: slot for name, slot in slots.items() if intention.slots.get(name) is SlotType.NEW_NAME}
    full = {name: with_extension_of(slot.value, entry.name) for name, slot in named.items()}
    return {**slots, **{name: Slot(value, named[name].source, value) for name, value in full.items()}}
