from agent.action import Ui, UiOp
from agent.display.dryrun import DryEyes, DryHands
from agent.display.eyes import Eyes
from agent.observation import Observation
from tests.agent.seeing import nothing


def _seen(at: float) -> Observation:
    return Observation((), (), at, False)


async def test_eyes_see_what_they_are_given_in_order() -> None:
    eyes: Eyes = DryEyes([_seen(1), _seen(2), _seen(3)])
    assert (await eyes.look()).taken_at == 1
    assert await eyes.changed(9)
    assert (await eyes.wait_for(lambda seen: seen.taken_at > 1, 9)).taken_at == 2
    assert (await eyes.wait_for(lambda seen: False, 9)).taken_at == 3
    assert not await eyes.settle(9)
    assert (await eyes.look()).taken_at == 3
    assert eyes.capture().png()


async def test_hands_write_down_and_do_nothing() -> None:
    hands = DryHands(lambda: 5.0)
    act = Ui(UiOp.PRESS, keys="enter")
    await hands.perform(act, nothing)
    assert (hands.done, hands.first_input_at) == ([act], 5.0)
