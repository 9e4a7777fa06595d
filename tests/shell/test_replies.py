from shell.event import Ended, Show
from tests.shell.stand import Stand, until


def said_of(stand: Stand, turn: int) -> str:
    return next(event.say for event in stand.events if isinstance(event, Ended) and event.turn == turn)


async def test_a_face_is_told_what_to_show(stand: Stand) -> None:
    with stand.session.listener(levels=True):
        shown = await stand.service.said("search the history for taxes")
        assert await stand.ended(shown) == "done"

    assert said_of(stand, shown) == "Here is what I find for taxes."
    told = stand.last(Show)
    assert isinstance(told, Show)
    assert (told.view, told.text) == ("history", "taxes")


async def test_without_a_face_it_is_not_claimed_that_something_is_shown(stand: Stand) -> None:
    with stand.session.listener():
        turn = await stand.service.said("show the history")
        assert await stand.ended(turn) == "not_done"

    assert "sayso ui" in said_of(stand, turn)


async def test_the_last_command_is_done_again_and_judged_again(stand: Stand) -> None:
    assert await stand.ended(await stand.service.said("do it again")) == "not_done"
    for name in ("one", "two"):
        (stand.home / f"{name}.txt").write_text("x")
    assert await stand.ended(await stand.service.said("delete one for good")) == "refused"
    await until(lambda: not stand.turns.busy)
    assert await stand.ended(await stand.service.said("what can I say")) == "done"
    again = await stand.service.said("do it again")
    asked = await stand.asked()
    assert "one.txt" in asked.question
    assert stand.service.answered("yes")
    assert await stand.ended(again) == "done"
    assert not (stand.home / "one.txt").exists()
