import pytest

from agent.action import Wait
from agent.plan import NoPlan, Plan, Step
from tests.agent.given import INTENT


def test_a_plan_cannot_grow_after_it_was_judged() -> None:
    plan = Plan(INTENT, (Step(Wait(1.0), "quiet"),), "Done.")
    with pytest.raises(AttributeError):
        plan.steps = ()  # type: ignore[misc]
    with pytest.raises(AttributeError):
        plan.steps.append(Step(Wait(2.0), ""))  # type: ignore[attr-defined]
    assert len(plan.steps) == 1


def test_plans_are_equal_by_their_steps() -> None:
    assert Plan(INTENT, (), "Done.") != Plan(INTENT, (Step(Wait(1.0), ""),), "Done.")
    assert NoPlan("No.").say == "No."
