from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agent.action import Action, Ask, Bus, FileOp, Launch, Ui, UiOp, Wait
from agent.effect import EffectKind
from agent.errors import CannotAct, Unsure
from agent.gate import Answer, ConsentKind
from agent.hands.stopline import Stopped
from agent.ledger import Ledger
from agent.loop import is_irreversible, run
from agent.observation import Observation
from agent.outcome import Done, NotDone, Outcome, Partly, Refused, Unknown
from agent.plan import Plan, Step
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


async def test_a_confirmed_act_is_done(place: Place) -> None:
    witness = Witness()
    after = seen(HERE, SAVE, replace(FIELD, value="42"))
    outcome = await done(place, click(), looks=(seen(HERE, SAVE, FIELD), after), witness=witness)
    assert outcome == Done("It is done. It shows 42.")
    assert [act.op for act in place.screen.done] == [UiOp.CLICK]
    assert states(place.ledger) == ["prepared", "started", "done"]
    assert [effect.kind for effect in witness.effects] == [EffectKind.CONFIRMED]
    assert len(witness.began) == 1


async def test_an_act_without_effect_is_not_done(place: Place) -> None:
    outcome = await done(place, click(), looks=(seen(HERE, SAVE),))
    assert isinstance(outcome, NotDone)
    assert states(place.ledger) == ["prepared", "started", "not_done"]


async def test_a_risky_act_without_a_visible_effect_is_unknown(place: Place) -> None:
    outcome = await done(place, click(SEND), looks=(seen(HERE, SEND),))
    assert isinstance(outcome, Unknown)
    assert states(place.ledger) == ["prepared", "started", "unknown"]


async def test_what_cannot_be_checked_is_unknown(place: Place) -> None:
    outcome = await done(place, Ui(UiOp.PRESS, window=HERE, keys="ctrl+c"), looks=(seen(HERE, FIELD),))
    assert isinstance(outcome, Unknown)
    assert states(place.ledger)[-1] == "unknown"


async def test_a_part_is_a_part(place: Place) -> None:
    typing = Ui(UiOp.TYPE, window=HERE, text="hello")
    outcome = await done(place, typing, looks=(seen(HERE, FIELD), seen(HERE, replace(FIELD, value="helo"))))
    assert isinstance(outcome, Partly)
    assert states(place.ledger)[-1] == "unknown"


async def test_the_outcome_is_as_good_as_its_weakest_step(place: Place) -> None:
    changed = seen(HERE, SAVE, replace(FIELD, value="42"))
    outcome = await done(place, click(), click(), looks=(seen(HERE, SAVE, FIELD), changed))
    assert isinstance(outcome, Partly)
    assert outcome.say.startswith("The steps before are done.")
    assert states(place.ledger) == ["prepared", "started", "done", "prepared", "started", "not_done"]


async def test_nothing_after_a_failed_step_is_done(place: Place, tmp_path: Path) -> None:
    outcome = await done(place, click(), on(FileOp.MAKE_FILE, tmp_path / "new"), looks=(seen(HERE, SAVE),))
    assert isinstance(outcome, NotDone)
    assert not (tmp_path / "new").exists()


async def test_a_refused_later_step_leaves_a_part(place: Place, tmp_path: Path) -> None:
    place.judge.for_act = None
    place.facts = lambda action, look: replace(FACTS, protected_path=getattr(action, "op", "") is FileOp.MAKE_FOLDER)
    outcome = await done(place, on(FileOp.MAKE_FILE, tmp_path / "a"), on(FileOp.MAKE_FOLDER, tmp_path / "b"))
    assert outcome == Partly("I did the first 1 of 2 steps. That is out of bounds.")
    assert ((tmp_path / "a").exists(), (tmp_path / "b").exists()) == (True, False)


async def test_no_steps_are_no_success(place: Place) -> None:
    assert isinstance(await done(place), NotDone)


async def test_a_question_ends_a_plan_honestly(place: Place, tmp_path: Path) -> None:
    assert await done(place, Ask("Which one?")) == NotDone("Which one?")
    assert await done(place, on(FileOp.MAKE_FILE, tmp_path / "a"), Ask("Which one?")) == Partly("Which one?")


async def test_waiting_is_nothing_to_admit(place: Place) -> None:
    assert await done(place, Wait(9.0)) == Done("It is done.")
    assert states(place.ledger) == []


@pytest.mark.parametrize("by", ["voice", "ui", "silence", "unclear", "stop", "policy"])
async def test_no_is_no(place: Place, tmp_path: Path, by: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")
    place.judge.verdict, place.consent.answer = verdict(ConsentKind.YES), Answer(False, by, "")
    outcome = await done(place, on(FileOp.DELETE, file))
    assert isinstance(outcome, Refused)
    assert file.read_text() == "x"
    assert states(place.ledger) == ["prepared", "refused"]


async def test_yes_is_yes_once(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")
    place.judge.verdict = verdict(ConsentKind.YES)
    assert await done(place, on(FileOp.DELETE, file)) == Done("It is done.")
    assert not file.exists()
    assert [question.act for question in place.consent.asked] == ["delete a.txt, 1 byte, for good"]
    assert states(place.ledger) == ["prepared", "started", "done"]


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda file: file.write_text("another text"),
        lambda file: (file.unlink(), file.write_text("x"))[1],
        lambda file: (file.rename(file.with_name("b")), file.symlink_to("b")),
    ],
)
async def test_a_file_that_changes_between_consent_and_delete_is_left_alone(
    place: Place, tmp_path: Path, meanwhile: Callable[[Path], object]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")
    place.judge.verdict = verdict(ConsentKind.YES)
    place.consent.meanwhile = lambda: meanwhile(file)
    outcome = await done(place, on(FileOp.DELETE, file))
    assert isinstance(outcome, Refused)
    assert "no longer as it was" in outcome.say
    assert file.exists()
    assert states(place.ledger) == ["prepared", "started", "not_done"]


async def test_a_permit_that_runs_out_is_void(place: Place, tmp_path: Path) -> None:
    times = iter([0.0, 61.0])
    place.clock = lambda: next(times)
    outcome = await done(place, on(FileOp.MAKE_FILE, tmp_path / "new"))
    assert isinstance(outcome, Refused)
    assert not (tmp_path / "new").exists()


async def test_stop_ends_it_and_what_had_begun_is_unknown(place: Place) -> None:
    said = iter([None, Stopped("stopped")])

    def stop() -> None:
        if (word := next(said)) is not None:
            raise word

    place.stop = stop
    with pytest.raises(Stopped):
        await done(place, click(), looks=(seen(HERE, SAVE),))
    assert place.screen.done == []
    assert states(place.ledger) == ["prepared", "started", "unknown"]


async def test_stop_before_it_begins_does_nothing(place: Place) -> None:
    def stop() -> None:
        raise Stopped("stopped")

    place.stop = stop
    with pytest.raises(Stopped):
        await done(place, click(), looks=(seen(HERE, SAVE),))
    assert states(place.ledger) == ["prepared", "refused"]


class Service:
    """A bus doer that ends as it is told."""

    def __init__(self, trouble: Exception | None) -> None:
        self.trouble = trouble

    async def perform(self, act: Bus) -> None:
        if self.trouble is not None:
            raise self.trouble


CALL = Bus("org.a", "/", "org.a.B", "Do", "", ())


@pytest.mark.parametrize(
    ("trouble", "kind", "state"),
    [
        (None, Done, "done"),
        (CannotAct("it refused"), NotDone, "not_done"),
        (Unsure("it did not answer"), Unknown, "unknown"),
        (ConnectionResetError("it went away"), Unknown, "unknown"),
    ],
)
async def test_what_becomes_of_a_call(place: Place, trouble: Exception | None, kind: type[Outcome], state: str) -> None:
    place.bus = Service(trouble)
    outcome = await done(place, CALL)
    assert isinstance(outcome, kind)
    assert states(place.ledger) == ["prepared", "started", state]


async def test_what_breaks_unexpectedly_is_unknown_in_the_ledger(place: Place) -> None:
    place.bus = Service(RuntimeError("no idea"))
    with pytest.raises(RuntimeError):
        await done(place, CALL)
    assert states(place.ledger) == ["prepared", "started", "unknown"]


async def test_a_program_that_is_not_there_is_not_done(place: Place) -> None:
    outcome = await done(place, Launch("x", "Nothing", ("/nonexistent/program",), "x"))
    assert isinstance(outcome, NotDone)
    assert states(place.ledger) == ["prepared", "started", "not_done"]


@pytest.mark.parametrize("shown", ["hunter2", "hunter", ""])
async def test_what_was_typed_is_not_in_the_ledger_whatever_the_screen_shows(place: Place, shown: str) -> None:
    typing = Ui(UiOp.TYPE, window=HERE, text="hunter2")
    after = seen(replace(HERE, title=f"*{shown}"), replace(FIELD, value=shown))
    await done(place, typing, looks=(seen(HERE, FIELD), after))
    assert len(place.ledger.entries()) == 3
    assert all("hunter" not in word for entry in place.ledger.entries() for word in entry.body.values())


def test_irreversible() -> None:
    assert is_irreversible(on(FileOp.DELETE, Path("/a")))
    assert is_irreversible(click(SEND))
    assert not is_irreversible(on(FileOp.TRASH, Path("/a")))
    assert not is_irreversible(click())
