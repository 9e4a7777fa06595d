from pathlib import Path

import pytest
from textual.pilot import Pilot

from shell.ui.history import HistoryView
from shell.ui.rows import RowList
from tests.shell.stand import until
from tests.shell.ui.past import Past, framed, row, screen


@pytest.fixture
def past(short_folder: Path) -> Past:
    return Past(short_folder / "private.sock", rows=[row(number) for number in range(10_000, 0, -1)])


async def chosen(pilot: Pilot[None], number: int) -> None:
    """Wait until the row of that number is chosen and drawn with its mark."""
    rows = pilot.app.query_one(RowList)
    await until(lambda: (rows.chosen.number if rows.chosen else 0) == number)
    await until(lambda: any(line.strip().startswith(f"›{number:>8}") or f"› {number:>6}" in line for line in screen(pilot).splitlines()))


@pytest.mark.parametrize("size", [(80, 18), (120, 33), (320, 82)])
async def test_keys_go_through_ten_thousand_rows_and_the_chosen_one_is_always_in_sight(past: Past, size: tuple[int, int]) -> None:
    async with framed(past, HistoryView, size) as pilot:
        await chosen(pilot, 10_000)
        for key, number in (("down", 9_999), ("up", 10_000), ("up", 10_000), ("end", 1), ("down", 1), ("up", 2), ("home", 10_000)):
            await pilot.press(key)
            await chosen(pilot, number)
        await pilot.press("pagedown")
        rows = pilot.app.query_one(RowList)
        page = max(1, rows.size.height // rows.high - 1)
        await chosen(pilot, 10_000 - page)
        await pilot.press("pagedown", "pageup", "pageup")
        await chosen(pilot, 10_000)


async def test_a_row_on_its_way_is_dots_and_then_there_without_a_key(past: Past) -> None:
    async with framed(past, HistoryView) as pilot:
        await chosen(pilot, 10_000)
        rows = pilot.app.query_one(RowList)
        rows.action_turn("bottom")
        assert rows.chosen is None
        assert rows.place == 9_999
        await chosen(pilot, 1)


async def test_another_width_keeps_the_chosen_row_in_sight(past: Past) -> None:
    async with framed(past, HistoryView, (320, 40)) as pilot:
        await chosen(pilot, 10_000)
        for _ in range(8):
            await pilot.press("pagedown")
        number = pilot.app.query_one(RowList).place
        await pilot.resize_terminal(80, 20)
        await chosen(pilot, 10_000 - number)
        await pilot.resize_terminal(320, 40)
        await chosen(pilot, 10_000 - number)


async def test_a_click_chooses_and_a_second_one_opens(past: Past) -> None:
    async with framed(past, HistoryView, (80, 20)) as pilot:
        await chosen(pilot, 10_000)
        await pilot.click(RowList, offset=(10, 4))
        await chosen(pilot, 9_998)
        assert not pilot.app.query_one(HistoryView).has_class("-open")
        await pilot.click(RowList, offset=(10, 5))
        await until(lambda: pilot.app.query_one(HistoryView).has_class("-open"))


async def test_the_mouse_wheel_brings_rows_too(past: Past) -> None:
    async with framed(past, HistoryView, (80, 20)) as pilot:
        await chosen(pilot, 10_000)
        rows = pilot.app.query_one(RowList)
        rows.scroll_to(y=5_000 * rows.high, animate=False)
        await until(lambda: "5000  " in screen(pilot) and "…" not in "".join(line[:12] for line in screen(pilot).splitlines()))
        assert rows.place == 0
