from pathlib import Path

import msgspec
import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from shell.control import serving
from shell.event import Ended
from shell.ui.history import HistoryView
from shell.ui.rows import RowList
from shell.ui.search import AWAY
from tests.shell.stand import until
from tests.shell.ui.past import Frame, Past, framed, reads, row, screen


@pytest.fixture
def past(short_folder: Path) -> Past:
    return Past(short_folder / "private.sock", rows=[row(number) for number in range(10_000, 0, -1)])


def place(pilot: Pilot[None]) -> int:
    return pilot.app.query_one(RowList).place


async def test_typing_filters_and_the_number_found_is_shown(past: Past) -> None:
    async with framed(past, HistoryView) as pilot:
        await reads(pilot, "10,000 turns")
        await pilot.press("slash", *"HOLIDAY")
        await reads(pilot, "1,429 turns found")
        assert "open the calculator" not in screen(pilot)
        await pilot.press("enter", "down")
        assert pilot.app.query_one(RowList).has_focus
        assert place(pilot) == 1
        await pilot.press("slash", *(["backspace"] * 7))
        await reads(pilot, "10,000 turns", "open the calculator")


async def test_nothing_found_is_said(past: Past) -> None:
    async with framed(past, HistoryView) as pilot:
        await pilot.press("slash", *"zebra")
        await reads(pilot, "0 turns found")
        await pilot.press("enter", "down", "end", "pageup", "enter")
        assert pilot.app.query_one(RowList).chosen is None


async def test_the_daemon_is_asked_once_for_what_is_typed_in_one_go(past: Past) -> None:
    async with framed(past, HistoryView) as pilot:
        await reads(pilot, "10,000 turns")
        before = past.recalls
        await pilot.press("slash", *"holiday")
        await reads(pilot, "1,429 turns found")
        assert past.recalls - before < len("holiday")


async def test_a_letter_taken_back_at_once_searches_for_nothing_else(past: Past) -> None:
    async with framed(past, HistoryView) as pilot:
        await reads(pilot, "10,000 turns")
        before = past.recalls
        await pilot.press("slash", "z", "backspace")
        await until(lambda: past.recalls > before)
        await reads(pilot, "10,000 turns", "open the calculator")


async def test_a_new_turn_comes_on_top_and_the_chosen_row_stays(past: Past) -> None:
    async with framed(past, HistoryView) as pilot:
        await pilot.press("down", "down")
        chosen = pilot.app.query_one(RowList).chosen
        past.rows.insert(0, msgspec.structs.replace(row(10_001), said="what time is it"))
        pilot.app.query_one(HistoryView).happened(Ended(1, 0.0, "done", "Noon."))
        await reads(pilot, "what time is it", "10,001 turns")
        assert pilot.app.query_one(RowList).chosen == chosen
        assert place(pilot) == 3


async def test_a_row_that_is_written_a_moment_after_the_turn_ended_is_shown_too(past: Past) -> None:
    async with framed(past, HistoryView) as pilot:
        await reads(pilot, "10,000 turns")
        asked = past.recalls
        pilot.app.query_one(HistoryView).happened(Ended(1, 0.0, "done", "Noon."))
        await until(lambda: past.recalls > asked)
        past.rows.insert(0, msgspec.structs.replace(row(10_001), said="what time is it"))
        await reads(pilot, "what time is it")


async def test_deep_in_the_past_nothing_moves_when_a_turn_ends(past: Past) -> None:
    async with framed(past, HistoryView) as pilot:
        await pilot.press(*(["pagedown"] * 5))
        await reads(pilot, "›")
        before = [line[:70] for line in screen(pilot).splitlines()[3:]]
        past.rows.insert(0, row(10_001))
        pilot.app.query_one(HistoryView).happened(Ended(1, 0.0, "done", "Noon."))
        await reads(pilot, "10,001 turns")
        assert [line[:70] for line in screen(pilot).splitlines()[3:]] == before


async def test_without_a_daemon_it_is_said_and_nothing_breaks(short_folder: Path) -> None:
    app = Frame(short_folder / "nobody.sock", HistoryView)
    async with app.run_test(size=(120, 33)) as pilot:
        await app.view.shown()
        await reads(pilot, AWAY)
        await pilot.press("down", "pagedown", "end", "enter", "slash", "a")
        assert app.query_one("#search", Input).value == "a"


async def test_a_daemon_that_comes_is_asked_again(past: Past) -> None:
    app = Frame(past.path, HistoryView)
    async with app.run_test(size=(120, 33)) as pilot:
        await app.view.shown("portugal")
        await reads(pilot, AWAY)
        async with serving(past.path, past.session, past):
            await reads(pilot, "1,429 turns found", "rename")
