"""Tries a sentence out: what it would be understood as, which rules fire, what would be asked and said; nothing is done."""

from collections.abc import Callable
from dataclasses import dataclass

from agent.action import Identity
from agent.facts import Facts
from agent.gate import ConsentKind, Question, Verdict
from agent.intent import Intent
from agent.plan import NoPlan, Plan
from agent.planners.actor import Actor
from agent.scene import Scene
from policies.judge import CedarJudge
from policies.load import PolicySet
from policies.match import Matcher
from policies.reading import Doubt, NotUnderstood, Reading, Understood, Unresolved


@dataclass(frozen=True, slots=True)
class Trial:
    """What one sentence comes to."""

    reading: Reading
    facts: Facts
    verdict: Verdict | None
    """The strictest over the plan and its acts; None when nothing was understood."""
    acts: tuple[str, ...]
    """The acts in words."""
    says: tuple[str, ...]
    """The words that would be spoken, in order; the last is the reply when all goes well."""

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of the rules that fired."""
        return self.verdict.rules if self.verdict else ()

    @property
    def outcome(self) -> str:
        """The verdict in a word: "unasked" | "yes" | "challenge" | "refused"; empty when nothing was understood."""
        if self.verdict is None:
            return ""
        if not self.verdict.allowed:
            return "refused"
        return "unasked" if self.verdict.consent is ConsentKind.NONE else self.verdict.consent.value


class Bench:
    """A policy set ready to try sentences on."""

    def __init__(self, policy_set: PolicySet, identify: Callable[[str], Identity | None] = lambda _: Identity(0, 0, 0, 0, 0)) -> None:
        """identify: which file lies at a path; by default one of no size, as on a made-up scene."""
        self.policy_set = policy_set
        self._actor = Actor(policy_set.recipes, identify)
        self.matcher = Matcher(policy_set)
        self.judge = CedarJudge(policy_set)

    def attempt(self, text: str, scene: Scene, facts: Facts) -> Trial:
        """Match, judge and word one sentence."""
        reading = self.matcher.match(text, scene)
        match reading:
            case Understood(intent):
                return self._judged(reading, intent, scene, facts, ())
            case Doubt(say, proposal):
                return self._judged(reading, proposal, scene, facts, (say,))
            case Unresolved(say) | NotUnderstood(say):
                return Trial(reading, facts, None, (), (say,))

    def _judged(self, reading: Reading, intent: Intent, scene: Scene, facts: Facts, asked: tuple[str, ...]) -> Trial:
        intention = self.policy_set.intents[intent.name]
        verdict = self.judge.judge(intent, None, facts)
        plan = self._actor.plan(intent, scene) if intention.steps else None
        does = [step.action for step in plan.steps] if isinstance(plan, Plan) else []
        says = [*asked, *((plan.say,) if isinstance(plan, NoPlan) else ())]
        for act in does:
            each = self.judge.judge(intent, None, facts).stricter(self.judge.judge(intent, act, facts))
            if each.allowed and each.consent is not ConsentKind.NONE:
                says.append(Question(each.consent, each.say, act.describe()).text)
            verdict = verdict.stricter(each)
        reply = "" if isinstance(plan, NoPlan) else intention.reply
        for name, slot in intent.slots.items():
            reply = reply.replace(f"{{{name}}}", slot.shown)
        says.extend(text for text in (reply if verdict.allowed else verdict.say,) if text)
        return Trial(reading, facts, verdict, tuple(act.describe() for act in does), tuple(says))
