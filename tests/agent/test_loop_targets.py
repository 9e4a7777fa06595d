from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agent.action import Action, FileOp, Ui, UiOp
from agent.gate import ConsentKind
from agent.ledger import Ledger
from agent.loop import located, run
from agent.observation import Observation
from agent.outcome import Done, NotDone, Outcome, Refused
from agent.plan import Plan, Step
from agent.risk import DELETE, groups_of
from tests.agent.given import FACTS, INTENT, Place, Witness, element, on, seen, states, verdict, window

HERE = window()
SAVE, SEND = element("Save"), element("Send")
FIELD = element("Name", "text", "", "editable")
OLD = float("-inf")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    ledger = Ledger(tmp_path / "state" / "ledger.db", lambda: 1.0)
    yield Place(ledger)
    assert ledger.verify() == []
    ledger.close()


def click(target=SAVE) -> Ui:
    return Ui(UiOp.CLICK, target, HERE)


async def done(place: Place, *acts: Action, looks: tuple[Observation, ...] = (), witness: Witness | None = None) -> Outcome:
    place.looks = looks
    return await run(Plan(INTENT, tuple(Step(act, "") for act in acts), "It is done."), place.desktop(), witness or Witness())


@pytest.mark.parametrize(
    "later",
    [
        seen(HERE),
        seen(SEND),
        seen(),
        seen(HERE, replace(SEND, name="Send all")),
        seen(HERE, replace(SEND, role="link")),
        seen(HERE, replace(SEND, ref="another")),
        seen(HERE, replace(SEND, box=replace(SEND.box, x=90))),
        seen(HERE, replace(SEND, states=frozenset({"checked"}))),
        seen(replace(HERE, active=False), SEND),
        seen(replace(HERE, title="Another mail"), SEND),
        seen(replace(HERE, box=replace(HERE.box, x=50)), SEND),
        seen(replace(HERE, pid=99), SEND),
    ],
)
async def test_a_target_that_changes_during_the_question_is_left_alone(place: Place, later: Observation) -> None:
    place.judge.verdict = verdict(ConsentKind.YES)
    outcome = await done(place, click(SEND), looks=(seen(HERE, SEND, at=OLD), later))
    assert isinstance(outcome, Refused)
    assert place.screen.done == []
    assert states(place.ledger) == ["prepared", "refused"]
    assert len(place.consent.asked) == 1


async def test_a_path_that_becomes_protected_during_the_question_is_left_alone(place: Place, tmp_path: Path) -> None:
    answered: list[bool] = []
    place.judge.verdict = verdict(ConsentKind.YES)
    place.consent.meanwhile = lambda: answered.append(True)
    place.facts = lambda action, look: replace(FACTS, protected_path=bool(answered))
    outcome = await done(place, on(FileOp.MAKE_FILE, tmp_path / "new"), looks=(seen(at=OLD),))
    assert isinstance(outcome, Refused)
    assert not (tmp_path / "new").exists()
    assert states(place.ledger) == ["prepared", "refused"]


async def test_a_target_that_stays_is_acted_on(place: Place) -> None:
    place.judge.verdict = verdict(ConsentKind.YES)
    outcome = await done(place, click(SEND), looks=(seen(HERE, SEND, at=OLD), seen(HERE, SEND), seen(HERE)))
    assert isinstance(outcome, Done)
    assert len(place.screen.done) == 1


@pytest.mark.parametrize("look", [seen(), seen(HERE), seen(SAVE), seen(replace(HERE, active=False), SAVE), seen(window(1, app="other"), SAVE)])
async def test_a_target_that_is_gone_is_not_even_asked_about(place: Place, look: Observation) -> None:
    place.judge.verdict = verdict(ConsentKind.YES)
    outcome = await done(place, click(), looks=(look,))
    assert isinstance(outcome, NotDone)
    assert (place.consent.asked, place.screen.done, states(place.ledger)) == ([], [], [])


BUTTON = element("Delete", "push button", None, "focused", "enabled")
PASSWORD = element("Password", "password text", None, "focused")
ENTER = Ui(UiOp.PRESS, window=HERE, keys="enter")


def test_enter_is_judged_by_what_has_the_keyboard_now() -> None:
    planned = replace(ENTER, element=element("OK"))
    for act in (ENTER, planned):
        found = located(act, seen(HERE, element("OK"), BUTTON))
        assert isinstance(found, Ui)
        assert found.element is not None
        assert found.element.name == "Delete"
        assert groups_of(found) == {DELETE}
    safe = located(replace(ENTER, element=BUTTON), seen(HERE, replace(FIELD, states=frozenset({"focused"}))))
    assert safe == replace(ENTER, window=replace(HERE, active=False))


def test_text_is_judged_by_where_it_lands_now() -> None:
    typing = Ui(UiOp.TYPE, window=HERE, text="secret")
    found = located(typing, seen(HERE, PASSWORD))
    assert isinstance(found, Ui)
    assert found.element is not None
    assert (found.element.secret, found.element.states) == (True, {"focused"})
    into = located(replace(typing, element=FIELD), seen(HERE, PASSWORD, FIELD))
    assert isinstance(into, Ui)
    assert into.element is not None
    assert into.element.ref == FIELD.ref
    assert located(replace(typing, element=FIELD), seen(HERE, PASSWORD)) is None


async def test_the_keyboard_moving_to_another_button_during_the_question_voids_it(place: Place) -> None:
    place.judge.verdict = verdict(ConsentKind.YES)
    ok = element("OK", "push button", None, "focused")
    looks = (seen(HERE, ok, SAVE, at=OLD), seen(HERE, BUTTON, element("OK")))
    outcome = await done(place, ENTER, looks=looks)
    assert isinstance(outcome, Refused)
    assert place.screen.done == []


def test_keys_with_no_window_are_bound_to_the_one_in_front() -> None:
    found = located(Ui(UiOp.PRESS, keys="a"), seen(window(3, "Sayso")))
    assert isinstance(found, Ui)
    assert found.window is not None
    assert found.window.title == "Sayso"


@pytest.mark.parametrize("op", [UiOp.FOCUS, UiOp.CLOSE])
def test_switching_needs_a_window_that_is_there(op: UiOp) -> None:
    other = window(2, "Other", active=False)
    assert located(Ui(op, window=other), seen(HERE, replace(other, title="Renamed"))) == Ui(op, window=replace(other, title="Renamed"))
    assert located(Ui(op, window=other), seen(HERE)) is None
    assert located(Ui(op), seen(HERE)) is None


def test_a_popped_up_menu_is_reached_though_its_window_lost_the_keyboard() -> None:
    item = element("Copy", "menu item", at=0)
    assert located(Ui(UiOp.CLICK, item, HERE), seen(replace(HERE, active=False), item)) is not None


def test_locating_twice_gives_the_same_act() -> None:
    look = seen(HERE, BUTTON, element("Name", "text", "typing…", "editable", "focused"))
    for act in (click(BUTTON), ENTER, Ui(UiOp.TYPE, window=HERE, text="x"), Ui(UiOp.FOCUS, window=HERE)):
        once = located(act, look)
        assert once is not None
        assert located(once, look) == once
