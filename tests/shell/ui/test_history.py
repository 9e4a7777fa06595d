from pathlib import Path

import msgspec
import pytest
from textual.pilot import Pilot

from shell.event import Ended, Heard
from shell.ui.detail import SECRET, RowDetail
from shell.ui.history import HistoryView
from shell.ui.rows import RowList
from shell.ui.view import Do
from tests.shell.stand import until
from tests.shell.ui.past import Past, framed, outside, reads, row, screen

NARROW = (80, 18)


@pytest.fixture
def past(short_folder: Path) -> Past:
    return Past(short_folder / "private.sock", rows=[row(number) for number in range(1000, 0, -1)])


def opened(pilot: Pilot[None]) -> bool:
    return pilot.app.query_one(RowDetail).has_focus


async def test_a_wide_screen_shows_the_chosen_row_in_full_beside_the_list(past: Past) -> None:
    async with framed(past, HistoryView) as pilot:
        await reads(pilot, "Number 1000", "What was done, and how that is known", "1. ")
        await pilot.press("down")
        await reads(pilot, "Number 999")


async def test_a_narrow_screen_opens_it_with_enter_and_goes_back_with_left(past: Past) -> None:
    async with framed(past, HistoryView, NARROW) as pilot:
        await reads(pilot, "1,000 turns", "› ")
        assert "Number 1000" not in screen(pilot)
        await pilot.press("down", "down", "enter")
        await reads(pilot, "Number 998", "What was done", "Do it again")
        await pilot.press("left")
        await reads(pilot, "1,000 turns")
        assert pilot.app.query_one(RowList).has_focus
        assert pilot.app.query_one(RowList).place == 2


@pytest.mark.parametrize("key", ["enter", "a"])
@pytest.mark.parametrize("size", [NARROW, (120, 33)])
async def test_an_opened_row_is_done_again_by_its_sentence(past: Past, size: tuple[int, int], key: str) -> None:
    async with framed(past, HistoryView, size) as pilot:
        await reads(pilot, "1,000 turns")
        said = past.rows[2].said
        await pilot.press("down", "down", "enter")
        await until(lambda: opened(pilot))
        assert past.told == []
        await pilot.press(key)
        await until(lambda: past.told == [f"say {said}"])
        await reads(pilot, "Said again")


async def test_what_held_a_secret_is_not_done_again_and_it_is_said_why(past: Past) -> None:
    past.rows[0] = msgspec.structs.replace(row(1000), said="log in with the password ••••••")
    async with framed(past, HistoryView) as pilot:
        await reads(pilot, SECRET[:30])
        assert "Do it again" not in screen(pilot)
        await pilot.press("enter")
        await until(lambda: opened(pilot))
        await pilot.press("enter", "a")
        await until(lambda: screen(pilot).count("A secret was said") > 1)
        assert past.told == []


async def test_a_number_in_sight_stands_for_its_sentence(past: Past) -> None:
    async with framed(past, HistoryView) as pilot:
        await reads(pilot, "1,000 turns")
        view = pilot.app.query_one(HistoryView)
        picked = view.numbered(998)
        assert isinstance(picked, Do)
        assert picked.text == past.rows[2].said
        assert view.numbered(999) is None  # a secret was said
        assert view.numbered(1) is None  # not in sight
        assert view.numbered(5000) is None


async def test_words_can_be_searched_for_from_outside(past: Past) -> None:
    async with framed(past, HistoryView, text="portugal") as pilot:
        await reads(pilot, "143 turns found", "rename holiday photos")
        assert "open the calculator" not in screen(pilot)


async def test_the_voice_turns_pages_of_what_is_looked_at(past: Past) -> None:
    past.rows[0] = msgspec.structs.replace(row(1000), steps=tuple(f"step {number}" for number in range(60)))
    async with framed(past, HistoryView, NARROW) as pilot:
        await reads(pilot, "1,000 turns")
        view = pilot.app.query_one(HistoryView)
        view.turn("bottom")
        await until(lambda: pilot.app.query_one(RowList).place == 999)
        view.turn("page up")
        assert pilot.app.query_one(RowList).place < 999
        view.turn("top")
        await pilot.press("enter")
        await reads(pilot, "step 1")
        view.turn("bottom")
        await reads(pilot, "step 59")
        view.turn("top")
        await reads(pilot, "Number 1000")


async def test_only_a_turn_that_ended_is_looked_for(past: Past) -> None:
    async with framed(past, HistoryView) as pilot:
        await reads(pilot, "1,000 turns")
        before = past.recalls
        past.rows.insert(0, row(1001))
        pilot.app.query_one(HistoryView).happened(Heard(1, 0.0, "hi"))
        await pilot.pause()
        assert past.recalls == before
        pilot.app.query_one(HistoryView).happened(Ended(1, 0.0, "done"))
        await reads(pilot, "1,001 turns")


@pytest.mark.parametrize("size", [(80, 12), NARROW, (120, 33), (320, 82)])
async def test_everything_is_inside_the_screen(past: Past, size: tuple[int, int]) -> None:
    async with framed(past, HistoryView, size) as pilot:
        await reads(pilot, "1,000 turns")
        assert outside(pilot) == []
        await pilot.press("enter")
        await reads(pilot, "Do it again")
        assert outside(pilot) == []
