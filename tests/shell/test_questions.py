import asyncio

from shell.event import Asked
from shell.wire import Chosen
from tests.shell.stand import Stand, until


async def test_consent_comes_before_a_choice_and_nothing_is_chosen_while_it_is_open(stand: Stand) -> None:
    (stand.home / "letter.txt").write_text("dear")
    turn = await stand.service.said("delete letter for good")
    await stand.asked()

    assert await stand.service.inquired("Which one?", ("this", "that")) == Chosen(heard="busy")
    assert stand.service.answered("no")
    assert await stand.ended(turn) == "refused"
    assert (stand.home / "letter.txt").exists()


async def test_an_answer_to_a_choice_goes_to_no_turn(stand: Stand) -> None:
    async with asyncio.TaskGroup() as group:
        chosen = group.create_task(stand.service.inquired("Which model?", ("small", "large")))
        await until(lambda: stand.session.state.asked is not None)
        await stand.ears.hear("The large one.")

    assert chosen.result() == Chosen("large", "The large one.")
    asked = stand.last(Asked)
    assert isinstance(asked, Asked)
    assert (asked.kind, asked.choices) == ("choice", ("small", "large"))
    assert stand.session.state.turn == 0
    assert not stand.service.answered("large")


async def test_stop_ends_a_choice_too(stand: Stand) -> None:
    async with asyncio.TaskGroup() as group:
        chosen = group.create_task(stand.service.inquired("Which model?", ("small", "large")))
        await until(lambda: stand.session.state.asked is not None)
        await stand.service.stopped(everything=False)

    assert chosen.result() == Chosen("", "never mind")


async def test_what_begins_meanwhile_ends_the_choice_and_the_session_knows_what_runs(stand: Stand) -> None:
    (stand.home / "letter.txt").write_text("dear")
    async with asyncio.TaskGroup() as group:
        chosen = group.create_task(stand.service.inquired("Which model?", ("small", "large")))
        await until(lambda: stand.session.state.asked is not None)
        turn = await stand.service.said("delete letter for good")
        asked = await stand.asked()

    assert chosen.result().choice == ""
    assert stand.session.state.asked == asked
    assert stand.session.state.running
    assert stand.session.state.mode == "asking"
    assert stand.service.answered("no")
    assert await stand.ended(turn) == "refused"
    assert stand.session.state.mode == "listening"


async def test_after_a_choice_the_session_rests_as_before(stand: Stand) -> None:
    stand.attention.listen(False)
    assert await stand.service.inquired("Which model?", ("small", "large")) == Chosen()
    assert stand.session.state.mode == "asleep"


async def test_the_bus_chooses_nothing(stand: Stand) -> None:
    async with asyncio.TaskGroup() as group:
        chosen = group.create_task(stand.service.inquired("Which model?", ("small", "large")))
        await until(lambda: stand.session.state.asked is not None)
        assert not stand.service.answered("large", "bus")

    assert chosen.result() == Chosen()
