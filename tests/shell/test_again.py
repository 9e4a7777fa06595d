import pytest

from agent.intent import Intent, Slot, Source
from agent.observation import Box, Element, Observation, Window
from shell.again import Again, Command
from shell.answers import Remembered, Row
from shell.event import Ended
from shell.scribe import HIDDEN
from tests.shell.stand import Stand, until

ROWS = (Row(7, 1.0, "make a folder called taxes"), Row(5, 1.0, HIDDEN))


def recall(words: str, before: int, limit: int) -> Remembered:
    return Remembered(tuple(row for row in ROWS if row.number < before)[:limit], len(ROWS))


def number(value: int) -> Intent:
    return Intent("session.again", {"number": Slot(str(value), Source.SPEECH, str(value))}, "")


@pytest.mark.parametrize(("row", "meant"), [(7, Command("make a folder called taxes")), (5, None), (6, None), (8, None), (0, None), (10**20, None)])
async def test_a_row_by_its_number_but_no_secret(row: int, meant: Command | None) -> None:
    assert await Again(recall).meant(number(row)) == meant


async def test_the_last_command() -> None:
    again = Again(recall)
    assert await again.meant(Intent("session.again", {}, "")) is None
    again.did(Command("open it", ("open that",)))
    assert await again.meant(Intent("session.again", {}, "")) == Command("open it", ("open that",))


async def test_a_number_that_stands_for_itself_ends_and_says_so(stand: Stand) -> None:
    turn = await stand.service.said("do number 1 again")
    assert await stand.ended(turn) == "not_done"
    await until(lambda: not stand.turns.busy)
    turn = await stand.service.said("do number 1 again")
    assert await stand.ended(turn) == "not_done"
    said = next(event.say for event in stand.events if isinstance(event, Ended) and event.turn == turn)
    assert said == "There is nothing like that to do again."


async def test_what_was_said_to_a_password_field_is_not_said_again(stand: Stand) -> None:
    assert await stand.ended(await stand.service.said("make a folder called taxes")) == "done"
    await until(lambda: not stand.turns.busy)
    box = Box(1, 2, 3, 4)
    field = Element("a|b", "password text", "Password", None, frozenset({"focused", "editable"}), box, "browser", 9)
    stand.eyes._left[:] = [Observation((Window(9, "Log in", "browser", 1, box, True),), (field,), 0.0, False)]
    await stand.ended(await stand.service.said("type hunter two"))
    await until(lambda: not stand.turns.busy)
    assert "hunter" not in str(stand.events)
    stand.eyes._left[:] = [Observation((), (), 0.0, False)]
    assert await stand.ended(await stand.service.said("do it again")) == "not_done"
