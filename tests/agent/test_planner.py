from agent.plan import NoPlan
from agent.planner import Planner
from agent.planners.actor import Actor
from agent.scene import Scene
from tests.agent.given import INTENT


def test_the_actor_is_a_planner_that_says_when_it_knows_no_way() -> None:
    planner: Planner = Actor({})
    answer = planner.plan(INTENT, Scene())
    assert isinstance(answer, NoPlan)
    assert INTENT.name in answer.say
