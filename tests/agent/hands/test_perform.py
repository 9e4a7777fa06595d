import asyncio
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from agent.action import Ask, FileOp, Ui, UiOp
from agent.display.dryrun import DryHands
from agent.errors import CannotAct, Unsure, Void
from agent.gate import PERMIT_S, Permit
from agent.hands.perform import Limbs
from agent.hands.stopline import Stopped
from agent.ledger import Ledger
from tests.agent.given import FACTS, INTENT, Place, element, on, states, window

ACT = Ui(UiOp.CLICK, element(), window())
POLICY = "policy-1"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    ledger = Ledger(tmp_path / "state" / "ledger.db", lambda: 1.0)
    yield Place(ledger)
    assert ledger.verify() == []
    ledger.close()


async def permit(place: Place, act: Ui = ACT) -> Permit:
    admitted = await place.gate().admit(INTENT, act, FACTS)
    assert isinstance(admitted, Permit)
    return admitted


async def test_a_permit_is_good_for_its_act(place: Place) -> None:
    place.screen = DryHands(lambda: 42.0)
    assert await place.hands().perform(await permit(place), ACT, POLICY) == 42.0
    assert place.screen.done == [ACT]
    assert states(place.ledger) == ["prepared", "started"]


async def test_it_is_good_once(place: Place) -> None:
    leave, hands = await permit(place), place.hands()
    await hands.perform(leave, ACT, POLICY)
    with pytest.raises(Void, match="already used"):
        await hands.perform(leave, ACT, POLICY)
    assert place.screen.done == [ACT]


async def test_it_is_good_once_even_when_asked_at_the_same_time(place: Place) -> None:
    leave, hands = await permit(place), place.hands()
    ends = await asyncio.gather(*(hands.perform(leave, ACT, POLICY) for _ in range(5)), return_exceptions=True)
    assert sorted(type(end).__name__ for end in ends) == ["Void"] * 4 + ["float"]
    assert place.screen.done == [ACT]


@pytest.mark.parametrize(
    "other",
    [
        replace(ACT, op=UiOp.PRESS),
        replace(ACT, element=element("Send")),
        replace(ACT, text="x"),
        replace(ACT, window=window(title="Other")),
        Ask("Well?"),
    ],
)
async def test_it_is_good_for_no_other_act(place: Place, other: Ui) -> None:
    leave = await permit(place)
    with pytest.raises(Void, match="not what was allowed"):
        await place.hands().perform(leave, other, POLICY)
    assert (place.screen.done, states(place.ledger)) == ([], ["prepared", "refused"])
    with pytest.raises(Void):
        await place.hands().perform(leave, ACT, POLICY)
    assert place.screen.done == []


async def test_it_is_good_only_under_the_policies_it_was_given_under(place: Place) -> None:
    with pytest.raises(Void, match="policies changed"):
        await place.hands().perform(await permit(place), ACT, "policy-2")
    assert (place.screen.done, states(place.ledger)) == ([], ["prepared", "refused"])


@pytest.mark.parametrize(("after", "good"), [(0.0, True), (PERMIT_S, True), (PERMIT_S + 0.001, False), (1e9, False)])
async def test_it_runs_out(place: Place, after: float, good: bool) -> None:
    leave = await permit(place)
    place.clock = lambda: after
    if good:
        await place.hands().perform(leave, ACT, POLICY)
    else:
        with pytest.raises(Void, match="ran out"):
            await place.hands().perform(leave, ACT, POLICY)
    assert len(place.screen.done) == good


async def test_stop_wins_before_the_permit_is_spent(place: Place) -> None:
    def stop() -> None:
        raise Stopped("stopped")

    leave = await permit(place)
    place.stop = stop
    with pytest.raises(Stopped):
        await place.hands().perform(leave, ACT, POLICY)
    assert (place.screen.done, states(place.ledger)) == ([], ["prepared", "refused"])
    assert place.ledger.entries()[-1].body == {"by": "stop"}


async def test_a_permit_for_an_act_nobody_prepared_is_void(place: Place) -> None:
    leave = replace(await permit(place), act=99)
    with pytest.raises(Void):
        await place.hands().perform(leave, ACT, POLICY)
    assert (place.screen.done, states(place.ledger)) == ([], ["prepared"])


async def test_a_spent_permit_can_not_rewrite_what_happened(place: Place) -> None:
    leave, hands = await permit(place), place.hands()
    await hands.perform(leave, ACT, POLICY)
    place.ledger.finish(leave.act, "done", "seen")
    for again in (hands.perform(leave, replace(ACT, text="x"), POLICY), hands.perform(leave, ACT, "policy-2")):
        with pytest.raises(Void):
            await again
    assert place.ledger.state(leave.act) == "done"


async def test_it_is_on_the_disk_before_the_hands_move(place: Place) -> None:
    leave, seen = await permit(place), list[str | None]()

    class Looking(DryHands):
        async def perform(self, ui: Ui, before_each) -> None:
            seen.append(place.ledger.state(leave.act))

    place.screen = Looking()
    await place.hands().perform(leave, ACT, POLICY)
    assert seen == ["started"]


@pytest.mark.parametrize(("moved", "kind"), [(0.0, CannotAct), (3.0, Unsure)])
async def test_trouble_after_the_first_event_is_no_certain_failure(place: Place, moved: float, kind: type[Exception]) -> None:
    class Failing(DryHands):
        async def perform(self, ui: Ui, before_each) -> None:
            self.first_input_at = moved
            raise CannotAct("the screen is gone")

    place.screen = Failing()
    with pytest.raises(kind, match="the screen is gone"):
        await place.hands().perform(await permit(place), ACT, POLICY)


async def test_each_kind_goes_to_its_own_limb(place: Place, tmp_path: Path) -> None:
    act = on(FileOp.MAKE_FILE, tmp_path / "new")
    leave = await place.gate().admit(INTENT, act, FACTS)
    assert isinstance(leave, Permit)
    await place.hands().perform(leave, act, POLICY)
    assert (tmp_path / "new").exists()
    assert place.screen.done == []
    assert {field.name for field in fields(Limbs)} == {"screen", "files", "launcher", "bus"}


async def test_what_nobody_does_is_refused(place: Place) -> None:
    ask = Ask("Well?")
    leave = await place.gate().admit(INTENT, ask, FACTS)
    assert isinstance(leave, Permit)
    with pytest.raises(CannotAct, match="nothing to do"):
        await place.hands().perform(leave, ask, POLICY)
