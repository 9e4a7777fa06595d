import asyncio
import time

import pytest

from shell.event import Answered, Ended, Heard
from shell.halting import BESIDE_S
from shell.wire import Chosen, Listen
from speech.messages import Hush, Spotted
from tests.shell.stand import Stand, until


def stops(stand: Stand) -> int:
    return sum(isinstance(event, Ended) and event.outcome == "stopped" and bool(event.say) for event in stand.events)


async def spot(stand: Stand, at: float | None = None) -> float:
    at = time.monotonic() if at is None else at
    await stand.ears.link.send(Spotted("stop", at, 0.9))
    return at


async def test_a_spotted_stop_does_what_a_heard_one_does_and_is_said_once(stand: Stand) -> None:
    stand.ears.hold = True
    turn = await stand.service.said("what can I say")
    await until(lambda: stand.session.state.speaking)
    stand.ears.hold = False
    seen: list[bool] = []
    stand.session.record(lambda event: seen.append(stand.line.raised()) if isinstance(event, Heard) else None)
    at = await spot(stand)
    await until(lambda: "Stopped." in stand.ears.spoken and not stand.session.state.speaking)
    assert await stand.ended(turn) == "done"
    assert seen == [True]
    assert not stand.line.raised()
    assert any(isinstance(order, Hush) for order in stand.ears.orders)

    await stand.ears.hear("Stop.", started_at=at - 0.4)
    await stand.ears.hear("Top!", started_at=at - 0.4)
    await spot(stand, at + 0.1)
    await stand.ears.hear("make a folder called taxes", started_at=at + BESIDE_S)
    await until(lambda: (stand.home / "taxes").exists())
    assert stops(stand) == 1
    assert [event.text for event in stand.events if isinstance(event, Heard)] == ["what can I say", "stop", "make a folder called taxes"]


async def test_a_heard_stop_that_is_spotted_late_is_one_too(stand: Stand) -> None:
    at = time.monotonic()
    await stand.ears.hear("Stop.", started_at=at)
    await until(lambda: stops(stand) == 1)
    await spot(stand, at + 0.3)
    await stand.ears.hear("what can I say", started_at=at + 5)
    await until(lambda: any("You can say" in text for text in stand.ears.spoken))
    assert stops(stand) == 1


async def test_a_later_stop_is_another_one(stand: Stand) -> None:
    at = await spot(stand)
    await until(lambda: stops(stand) == 1)
    await spot(stand, at + BESIDE_S + 0.1)
    await until(lambda: stops(stand) == 2)


async def test_asleep_a_spotted_stop_stops_all_the_same(stand: Stand) -> None:
    await stand.service.ordered(Listen(False))
    await spot(stand)
    await until(lambda: stops(stand) == 1)
    assert stand.session.state.mode == "asleep"


async def test_an_open_question_is_answered_no(stand: Stand) -> None:
    (stand.home / "letter.txt").write_text("dear")
    turn = await stand.service.said("delete letter for good")
    await stand.asked()
    at = await spot(stand)
    answered = await stand.answered()
    assert (answered.granted, answered.by, answered.heard) == (False, "voice", "stop")
    assert await stand.ended(turn) == "refused"
    await stand.ears.hear("Stop.", started_at=at - 0.3)
    assert not stand.line.raised()
    assert (stand.home / "letter.txt").exists()
    assert stops(stand) == 0


async def test_nothing_is_chosen_when_stop_is_spotted(stand: Stand) -> None:
    async with asyncio.TaskGroup() as group:
        asked = group.create_task(stand.service.inquired("Which one?", ("the first", "the second")))
        await until(lambda: stand.session.state.asked is not None)
        await spot(stand)
        assert (await asked).choice == Chosen().choice
    told = stand.last(Answered)
    assert isinstance(told, Answered)
    assert told.by == "voice"


@pytest.mark.parametrize("words", ["stop", "stop everything"])
async def test_a_typed_stop_waits_for_no_ears(stand: Stand, words: str) -> None:
    stand.ears.deaf = True
    async with asyncio.TaskGroup() as group:
        asked = group.create_task(stand.service.inquired("Which one?", ("the first", "the second")))
        await until(lambda: stand.session.state.asked is not None)
        async with asyncio.timeout(5):
            turn = await stand.service.said(words)
        assert stand.outcome(turn) == "stopped"
        assert (await asked).choice == ""
