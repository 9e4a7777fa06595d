"""A dry run of one sentence: what it would do here, what it would need and what would be asked; nothing is done."""

from collections.abc import Callable
from dataclasses import dataclass

from agent.action import Action
from agent.facts import Facts
from agent.gate import ConsentKind, Judge, Question, Verdict
from agent.intent import Intent
from agent.plan import NoPlan
from agent.planner import Planner
from agent.scene import Scene
from policies.reading import Doubt, Reader, Understood

REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Mind:
    """What a sentence is understood, planned and judged with."""

    reader: Reader
    planner: Planner
    judge: Judge


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What the sentence comes to."""

    said: str
    intent: Intent | None = None
    """None when it was not understood."""
    steps: tuple[str, ...] = ()
    """The acts in words."""
    verdict: Verdict | None = None
    """The strictest over the intent and its acts; None when there is no plan."""
    question: str = ""
    """What would be asked first."""
    say: str = ""
    """Why there is no plan."""

    @property
    def consent(self) -> str:
        """ "none", "yes", "challenge" or "refused"; empty when there is no plan."""
        if self.verdict is None:
            return ""
        return str(self.verdict.consent) if self.verdict.allowed else REFUSED


def rehearse(text: str, scene: Scene, mind: Mind, facts: Callable[[Action | None], Facts]) -> Rehearsal:
    """Try a sentence out; `facts` gives those of an act, or of mere talk for None. It may read the disk: call it from a thread."""
    reading = mind.reader.match(text, scene)
    if not isinstance(reading, Understood | Doubt):
        return Rehearsal(text, say=reading.say)
    intent = reading.intent if isinstance(reading, Understood) else reading.proposal
    verdict, question = mind.judge.judge(intent, None, facts(None)), reading.say if isinstance(reading, Doubt) else ""
    if reading.answer is not None:
        return Rehearsal(text, intent, (), verdict, question)
    plan = mind.planner.plan(intent, scene)
    if isinstance(plan, NoPlan):
        return Rehearsal(text, intent, question=question, say=plan.say)
    acts: list[Action] = [step.action for step in plan.steps]
    for act in acts:
        own = mind.judge.judge(intent, act, facts(act))
        verdict = verdict.stricter(own)
        if not question and own.consent is not ConsentKind.NONE:
            question = Question(own.consent, own.say, act.describe()).text
    return Rehearsal(text, intent, tuple(act.describe() for act in acts), verdict, question)
