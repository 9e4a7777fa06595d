import pytest

from shell.adjusting import WORDS
from shell.config import KINDS, load
from shell.event import Ended, Show
from tests.shell.stand import Stand, until


def test_what_can_be_adjusted_can_be_set() -> None:
    assert WORDS.keys() <= KINDS.keys()


@pytest.mark.parametrize(("answer", "outcome", "pause"), [("yes", "done", 600), ("no", "refused", 400)])
async def test_a_setting_is_changed_once_the_user_agreed(stand: Stand, answer: str, outcome: str, pause: int) -> None:
    turn = await stand.service.said("set the pause to six hundred milliseconds")
    asked = await stand.asked()
    assert asked.question == "Set the pause that ends a command to 600 milliseconds?"
    assert stand.service.answered(answer)
    assert await stand.ended(turn) == outcome
    assert load(stand.home.parent / "config" / "sayso" / "config.toml").endpoint_ms == pause


@pytest.mark.parametrize(("said", "asked", "pace"), [("speak faster", "a step faster", 1.2), ("talk a bit slower", "a step slower", 0.8)])
async def test_the_pace_of_speech_is_changed_in_steps(stand: Stand, said: str, asked: str, pace: float) -> None:
    turn = await stand.service.said(said)
    assert (await stand.asked()).question == f"Set the pace of my speech to {asked}?"
    assert stand.service.answered("yes")
    assert await stand.ended(turn) == "done"
    assert load(stand.home.parent / "config" / "sayso" / "config.toml").speech_rate == pace


async def test_when_to_listen_is_set_by_voice_and_holds_at_once(stand: Stand) -> None:
    turn = await stand.service.said("listen only to the wake word")
    asked = await stand.asked()
    assert asked.question == "Set me to listen only after the word computer?"
    assert stand.service.answered("yes")
    assert await stand.ended(turn) == "done"
    assert next(event.say for event in stand.events if isinstance(event, Ended) and event.turn == turn) == "It is set."
    assert load(stand.home.parent / "config" / "sayso" / "config.toml").listen == "wake word"


async def test_what_cannot_be_is_said_and_nothing_changes(stand: Stand) -> None:
    turn = await stand.service.said("set the pause to 9000 milliseconds")
    await stand.asked()
    assert stand.service.answered("yes")
    assert await stand.ended(turn) == "not_done"
    said = next(event.say for event in stand.events if isinstance(event, Ended) and event.turn == turn)
    assert "1500" in said


async def test_an_item_in_sight_is_chosen_by_its_number(stand: Stand) -> None:
    with stand.session.listener(levels=True):
        assert await stand.ended(await stand.service.said("number seven")) == "done"
    await until(lambda: isinstance(stand.last(Show), Show))
    told = stand.last(Show)
    assert isinstance(told, Show)
    assert (told.view, told.text) == ("choose", "7")
