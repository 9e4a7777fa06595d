"""The planner's seam: an intent and what can be seen go in, a plan comes out; nothing is done here."""

from typing import Protocol

from agent.intent import Intent
from agent.plan import NoPlan, Plan
from agent.scene import Scene


class Planner(Protocol):
    """Proposes a plan; the gate disposes."""

    def plan(self, intent: Intent, scene: Scene) -> Plan | NoPlan:
        """Steps for the intent in this scene, or the sentence that says why there are none."""
        ...
