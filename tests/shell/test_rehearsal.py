from pathlib import Path

import pytest

from agent.facts import Facts
from agent.scene import Entry, Scene
from policies.load import BUILT_IN, load_set
from shell.rehearsal import Mind, Rehearsal, rehearse
from shell.rules import Force, force_of


@pytest.fixture(scope="module")
def force() -> Force:
    return force_of(load_set([BUILT_IN]))


@pytest.fixture
def scene(home: Path) -> Scene:
    (home / "budget.txt").write_text("rent")
    (home / "shopping.txt").write_text("milk")
    return Scene((), tuple(Entry(str(home / name), name, False) for name in ("budget.txt", "shopping.txt")), str(home))


def tried(text: str, force: Force, scene: Scene, locked: bool = False) -> Rehearsal:
    return rehearse(text, scene, Mind(force.matcher, force.planner, force.judge), lambda act: Facts(locked, True, 1.0))


def test_a_plan_is_made_judged_and_asked_about_and_nothing_is_done(force: Force, scene: Scene) -> None:
    found = tried("delete budget for good", force, scene)

    assert found.intent is not None
    assert found.intent.name == "files.delete"
    assert found.steps == ("delete budget.txt, 4 bytes, for good",)
    assert found.consent == "yes"
    assert found.question == "This cannot be undone. Delete budget.txt, 4 bytes, for good?"
    assert Path(scene.home, "budget.txt").exists()


def test_what_can_be_taken_back_is_not_asked(force: Force, scene: Scene) -> None:
    found = tried("move budget to the trash", force, scene)

    assert (found.consent, found.question, found.say) == ("none", "", "")


def test_a_near_name_is_what_would_be_asked_first(force: Force, scene: Scene) -> None:
    found = tried("delete shoping for good", force, scene)

    assert "shopping.txt" in found.question
    assert found.consent == "yes"


def test_what_is_forbidden_is_refused_with_its_reason(force: Force, scene: Scene) -> None:
    found = tried("move budget to the trash", force, scene, locked=True)

    assert found.consent == "refused"
    assert found.verdict is not None
    assert found.verdict.say


def test_an_answer_has_a_verdict_and_no_steps(force: Force, scene: Scene) -> None:
    found = tried("what can I say", force, scene)

    assert (found.steps, found.consent) == ((), "none")


def test_what_cannot_be_planned_says_why_and_has_no_verdict(force: Force, scene: Scene) -> None:
    found = tried("make a folder called budget.txt", force, scene)

    assert found.intent is not None
    assert found.say == "There already is budget.txt."
    assert (found.verdict, found.consent) == (None, "")


def test_what_is_not_understood_is_only_said(force: Force, scene: Scene) -> None:
    found = tried("frobnicate the widget", force, scene)

    assert (found.intent, found.consent) == (None, "")
    assert "I did not understand" in found.say
