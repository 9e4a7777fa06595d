"""The policies in force: everyone who reads, plans or judges holds this one object, so that a reload changes all of it at once or nothing."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from agent.action import Action
from agent.facts import Facts
from agent.gate import Verdict
from agent.intent import Intent
from agent.plan import NoPlan, Plan
from agent.planners.actor import Actor
from agent.scene import Scene
from policies.errors import PolicyError
from policies.judge import CedarJudge
from policies.load import PolicySet, load_set
from policies.match import Matcher
from policies.offer import Offer
from policies.reading import Reading
from shell.session import Session

PATIENCE_S = 20.0
"""How long a reload waits for a turn, or a question, to end."""
NEWER = "the policies on disk have changed and are not in force; read them again to use them"
_BUSY = "something is being done or asked; read the policies again when it is over"


@dataclass(frozen=True, slots=True)
class Force:
    """One policy set and what follows from it."""

    policies: PolicySet
    matcher: Matcher
    planner: Actor
    judge: CedarJudge


def force_of(policies: PolicySet) -> Force:
    """What follows from a policy set; takes some hundredths of a second."""
    return Force(policies, Matcher(policies), Actor(policies.recipes), CedarJudge(policies))


class Rules:
    """Implements policies.reading.Reader, agent.planner.Planner and agent.gate.Judge for whatever set is in force."""

    def __init__(self, policies: PolicySet, places: Sequence[Path] | None = None) -> None:
        """places: the directories of folders that a reload reads; by default the usual ones."""
        self._force = force_of(policies)
        self._places = places
        self._reading = asyncio.Lock()

    @property
    def force(self) -> Force:
        """All of it at this moment, for what needs several parts that belong together."""
        return self._force

    @property
    def digest(self) -> str:
        """sha256 (hex) of the set that judges."""
        return self._force.judge.digest

    def judge(self, intent: Intent, action: Action | None, facts: Facts) -> Verdict:
        """The verdict for the whole intent (action None) or for one act of it; any error is a refusal."""
        return self._force.judge.judge(intent, action, facts)

    def plan(self, intent: Intent, scene: Scene) -> Plan | NoPlan:
        """The intent's steps bound to the scene, or why there are none."""
        return self._force.planner.plan(intent, scene)

    def match(self, text: str, scene: Scene) -> Reading:
        """What the sentence means in this scene."""
        return self._force.matcher.match(text, scene)

    def examples(self, scene: Scene) -> tuple[str, ...]:
        """What can be said right now, with the names of this scene."""
        return self._force.matcher.examples(scene)

    def offers(self, scene: Scene) -> tuple[Offer, ...]:
        """The same, each with the intent it is an example of."""
        return self._force.matcher.offers(scene)

    async def reload(self, session: Session, patience_s: float = PATIENCE_S) -> str:
        """Read the policies again and put them in force; returns why not, in one line, empty when they are.

        A set with a mistake changes nothing. While a turn runs or a question is open it waits, at most patience_s seconds: call it outside a turn.
        """
        async with self._reading:
            try:
                fresh = await asyncio.to_thread(lambda: force_of(load_set(self._places)))
            except (PolicyError, OSError) as mistake:
                return str(mistake)
            if not await _settled(session, patience_s):
                return _BUSY
            self._force = fresh  # nothing was awaited since it settled: no turn can have begun in between
            return ""

    def mistake(self) -> str:
        """What is wrong with the files on disk, or that they are newer; empty when they are what is in force. Reads them: call it from a thread."""
        try:
            return "" if load_set(self._places).digest == self.digest else NEWER
        except (PolicyError, OSError) as mistake:
            return str(mistake)


async def _settled(session: Session, patience_s: float) -> bool:
    """Whether nothing runs and nothing is asked, now or within patience_s seconds."""
    with session.listener() as events:
        try:
            async with asyncio.timeout(patience_s):
                while session.state.running or session.state.asked is not None:
                    if await events.get() is None:
                        return False
        except TimeoutError:
            return False
    return True
