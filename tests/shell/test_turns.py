import pytest

from agent.intent import Intent, Slot, Source
from policies.reading import Doubt, NotUnderstood, Reading, Understood, Unresolved
from shell.event import Asked, Ended, Heard, Planned
from shell.event import Understood as UnderstoodEvent
from shell.turns import understood
from speech.messages import Expect, Hush
from tests.shell.stand import Stand, until


def order(stand: Stand) -> list[tuple[str, int]]:
    """What began and ended, in order."""
    return [(type(event).__name__, event.turn) for event in stand.events if isinstance(event, Heard | Ended)]


async def test_a_sentence_becomes_an_act_and_an_answer(stand: Stand) -> None:
    await stand.ears.hear("Make a folder called holiday photos.")
    assert await stand.ended(1) == "done"
    await until(lambda: "Made the folder holiday photos." in stand.ears.spoken)

    assert (stand.home / "holiday photos").is_dir()
    kinds = [type(event) for event in stand.events if event.turn == 1]
    assert [kind for kind in kinds if kind in (Heard, UnderstoodEvent, Planned, Ended)] == [Heard, UnderstoodEvent, Planned, Ended]
    assert stand.ledger.entries()[-1].state == "done"
    assert isinstance([order for order in stand.ears.orders if isinstance(order, Expect)][-1], Expect)


async def test_what_is_not_understood_is_said_and_nothing_is_done(stand: Stand) -> None:
    turn = await stand.service.said("frobnicate the widget")

    assert await stand.ended(turn) == "not_done"
    await until(lambda: any("I did not understand “frobnicate the widget”" in text for text in stand.ears.spoken))
    assert stand.ledger.entries() == []


async def test_an_empty_sentence_is_no_trouble(stand: Stand) -> None:
    assert await stand.ended(await stand.service.said("")) == "not_done"


async def test_a_plan_that_cannot_be_made_says_why(stand: Stand) -> None:
    (stand.home / "taxes").mkdir()
    turn = await stand.service.said("make a folder called taxes")

    assert await stand.ended(turn) == "not_done"
    assert "There already is taxes." in stand.session.state.last_said


async def test_help_names_sentences_and_repeat_says_it_again(stand: Stand) -> None:
    turn = await stand.service.said("what can I say")
    assert await stand.ended(turn) == "done"
    said = stand.session.state.last_said
    again = await stand.service.said("say that again")

    assert await stand.ended(again) == "done"
    assert said.startswith("You can say, for example: ")
    assert stand.session.state.last_said == said


async def test_a_near_name_is_asked_about_and_a_yes_does_it(stand: Stand) -> None:
    (stand.home / "shopping.txt").write_text("milk")
    turn = await stand.service.said("move shoping to the trash")
    await stand.asked()
    stand.service.answered("yes")

    assert await stand.ended(turn) == "done"
    assert not (stand.home / "shopping.txt").exists()


async def test_a_near_name_is_left_alone_on_no(stand: Stand) -> None:
    (stand.home / "shopping.txt").write_text("milk")
    turn = await stand.service.said("move shoping to the trash")
    await stand.asked()
    stand.service.answered("no")

    assert await stand.ended(turn) == "refused"
    assert (stand.home / "shopping.txt").exists()


async def test_a_new_sentence_cuts_the_one_before_off_and_its_voice_too(stand: Stand) -> None:
    stand.ears.hold = True
    await stand.service.said("what can I say")
    await until(lambda: stand.session.state.speaking)
    second = await stand.service.said("make a folder called taxes")

    assert await stand.ended(second) == "done"
    assert any(isinstance(order, Hush) for order in stand.ears.orders)
    assert order(stand) == [("Heard", 1), ("Ended", 1), ("Heard", 2), ("Ended", 2)]


async def test_sentences_in_quick_succession_all_end_one_after_the_other(stand: Stand) -> None:
    (stand.home / "letter.txt").write_text("dear")
    first = await stand.service.said("delete letter for good")
    await stand.asked()
    turns = [await stand.service.said(f"make a folder called box {name}") for name in ("red", "blue", "green")]

    assert await stand.ended(turns[-1]) == "done"
    assert [stand.outcome(turn) for turn in (first, *turns[:-1])] == ["stopped"] * 3
    begun, running = order(stand), 0
    for kind, _ in begun:
        running += 1 if kind == "Heard" else 0
        assert running <= 1
        running -= 1 if kind == "Ended" and running else 0
    assert (stand.home / "letter.txt").exists()


async def test_stop_right_after_a_sentence_ends_that_sentence_and_the_one_before(stand: Stand) -> None:
    (stand.home / "letter.txt").write_text("dear")
    first = await stand.service.said("delete letter for good")
    await stand.asked()
    second = await stand.service.said("delete letter for good")
    stop = await stand.service.said("stop")

    assert [stand.outcome(turn) for turn in (first, second, stop)] == ["stopped"] * 3
    await until(lambda: not stand.turns.busy)
    assert not stand.consent.open
    assert (stand.home / "letter.txt").exists()


async def test_after_stop_the_next_sentence_is_done(stand: Stand) -> None:
    await stand.service.said("stop")
    assert stand.line.raised() is False
    turn = await stand.service.said("make a folder called taxes")

    assert await stand.ended(turn) == "done"


async def test_a_sentence_while_a_question_is_open_is_never_its_answer(stand: Stand) -> None:
    (stand.home / "letter.txt").write_text("dear")
    first = await stand.service.said("delete letter for good")
    await stand.asked()
    await stand.ended(await stand.service.said("yes"))

    assert await stand.ended(first) == "stopped"
    assert (stand.home / "letter.txt").exists()


async def test_the_ledger_says_who_refused(stand: Stand) -> None:
    (stand.home / "letter.txt").write_text("dear")
    turn = await stand.service.said("delete letter for good")
    await stand.asked()
    stand.service.answered("no")
    await stand.ended(turn)

    assert stand.ledger.entries()[-1].state == "refused"
    assert stand.ledger.entries()[-1].body == {"by": "user"}
    assert len([event for event in stand.events if isinstance(event, Asked)]) == 1


async def test_the_judge_knows_whether_it_was_spoken_or_typed(stand: Stand) -> None:
    await stand.ended(await stand.service.said("make a folder called taxes"))
    assert stand.turns._wits.known.talk().spoken is False
    await stand.ears.hear("Make a folder called bills.")

    assert await stand.ended(2) == "done"
    assert stand.turns._wits.known.talk().spoken is True


def intent(name: str, **slots: str) -> Intent:
    return Intent(name, {key: Slot(value, Source.FILE, value) for key, value in slots.items()}, name)


ONE, OTHER = Understood(intent("files.trash", file="/a")), Understood(intent("files.trash", file="/b"))
LOST, MISSING, UNSURE = NotUnderstood("what?"), Unresolved("no such file"), Doubt("a?", intent("files.trash", file="/a"))


@pytest.mark.parametrize(
    ("readings", "best"),
    [
        ([LOST], LOST),
        ([MISSING, UNSURE], UNSURE),
        ([LOST, MISSING], MISSING),
        ([ONE, ONE], ONE),
        ([ONE, LOST], ONE),
    ],
)
def test_of_several_decodes_the_best_understood_counts(readings: list[Reading], best: Reading) -> None:
    assert understood(readings) == best


def test_two_decodes_that_touch_different_things_are_asked_about() -> None:
    found = understood([ONE, OTHER])

    assert isinstance(found, Doubt)
    assert found.proposal == ONE.intent


@pytest.mark.parametrize("likeliest", [LOST, UNSURE, MISSING])
def test_what_only_a_less_likely_decode_says_is_asked_back(likeliest: Reading) -> None:
    found = understood([likeliest, ONE])
    assert isinstance(found, Doubt)
    assert found.say.endswith("Shall I?")
