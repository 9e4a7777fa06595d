"""Matches a sentence to one intent with every name bound, or asks back, or says what is missing."""

from collections.abc import Sequence

from agent.scene import Scene
from policies.binding import Bound, bind
from policies.grammar import Grammar
from policies.lexicon import Lexicons
from policies.load import BUILT_IN, PolicySet
from policies.offer import Offer, offer, offers
from policies.phrasing import ask_back, ask_swallowed, ask_which, unresolved
from policies.politeness import without_end, without_lead, without_tail
from policies.reading import Doubt, NotUnderstood, Reading, Understood, Unresolved
from policies.slots import SlotType

__all__ = ["Doubt", "Matcher", "NotUnderstood", "Reading", "Understood", "Unresolved"]


_LONG = 60
"""Words; a longer sentence can only be dictation, and to try every way to split it would take long."""


class Matcher:
    """Reads sentences with the words of one policy set."""

    def __init__(self, policy_set: PolicySet) -> None:
        # The user's own come first: what they added is what they will say.
        self._intents = tuple(sorted(policy_set.intents.values(), key=lambda intention: intention.file.is_relative_to(BUILT_IN)))
        self.grammar = Grammar(policy_set.intents)
        self._lexicons = Lexicons()
        self.match("open this window", Scene())

    def match(self, text: str, scene: Scene) -> Reading:
        """What the sentence means in this scene; nothing of it is left out but courtesy at its edges."""
        whole = without_lead(text)
        if len(whole.split()) > _LONG:
            return self._dictated(whole, text, scene)
        full, short = without_end(whole), without_tail(whole)
        bounds = self._bounds(full, whole, scene)
        if short != full and not any(not bound.problems and not bound.free for bound in bounds):
            bounds = self._bounds(short, whole, scene) or bounds
        return _decide(bounds, text) if bounds else NotUnderstood(self._puzzled(text, whole, scene))

    def examples(self, scene: Scene) -> tuple[str, ...]:
        """What can be said right now, with the names of this scene, the user's own sentences first, then in the order of the folders."""
        return offer(self._intents, scene, self._lexicons)

    def offers(self, scene: Scene) -> tuple[Offer, ...]:
        """The same, each with the intent it is an example of."""
        return offers(self._intents, scene, self._lexicons)

    def _dictated(self, whole: str, text: str, scene: Scene) -> Reading:
        start = whole[: len(" ".join(whole.split(" ")[:_LONG]))]
        bounds = [bound for bound in self._bounds(start, whole, scene) if SlotType.TEXT in bound.intention.slots.values()]
        return _decide(bounds, text) if bounds else NotUnderstood("That was too long for me. Say one thing at a time.")

    def _bounds(self, text: str, whole: str, scene: Scene) -> tuple[Bound, ...]:
        bounds = (bind(parse, text, scene, self._lexicons) for parse in self.grammar.parses(text, whole))
        kept: dict[tuple[object, ...], Bound] = {}
        for bound in bounds:
            key = (bound.key, *(problem.words for problem in bound.problems))
            if key not in kept or bound.literal > kept[key].literal:
                kept[key] = bound
        return tuple(kept.values())

    def _puzzled(self, text: str, whole: str, scene: Scene) -> str:
        if not text.strip():
            return "I heard nothing."
        first = whole.lower().split()[0] if whole else ""
        like = next((example for example in self.examples(scene) if example.lower().split()[0] == first), None)
        hint = f"For example, say “{like}”." if like else "Say “help” to hear what I can do."
        return f"I did not understand “{text.strip()}”. {hint}"


def _decide(bounds: Sequence[Bound], text: str) -> Reading:
    exact = sorted((bound for bound in bounds if not bound.problems), key=lambda bound: (-bound.literal, bound.openness))
    if exact:
        return _exact(exact, bounds, text)
    surest = max(bound.literal for bound in bounds)
    hopeful = sorted((bound for bound in bounds if bound.literal == surest and not bound.hopeless), key=lambda bound: -bound.score)
    if hopeful:
        best = hopeful[0]
        return Doubt(ask_back(best), best.intent(text), best.intention.answer)
    hopeless = sorted(bounds, key=lambda bound: (-bound.literal, len(bound.problems), _vague(bound)))
    return Unresolved(unresolved(hopeless[0]))


def _exact(exact: Sequence[Bound], bounds: Sequence[Bound], text: str) -> Reading:
    best = exact[0]
    rivals = tuple(bound for bound in exact if (bound.literal, bound.openness) == (best.literal, best.openness))
    if len(rivals) > 1:
        return Doubt(ask_which(rivals), best.intent(text), best.intention.answer)
    if best.free:
        surer = [bound for bound in bounds if bound.problems and bound.literal > best.literal and bound.intention is best.intention]
        if surer:
            near = next((bound for bound in surer if not bound.hopeless), None)
            if near:
                return Doubt(ask_back(near), near.intent(text), near.intention.answer)
            return Doubt(ask_swallowed(best, surer[0]), best.intent(text), best.intention.answer)
    return Understood(best.intent(text), best.intention.answer)


def _vague(bound: Bound) -> int:
    """Orders what to complain about: a missing control says more than a missing key."""
    return 1 if any(problem.kind in (SlotType.KEYS, SlotType.DIRECTION) for problem in bound.problems) else 0
