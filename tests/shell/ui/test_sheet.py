from pathlib import Path

from shell.ui.history import HistoryView
from shell.ui.rows import RowList
from shell.ui.sheet import DRAWN, Sheet
from tests.shell.stand import until
from tests.shell.ui.past import Past, framed, row


async def test_what_was_drawn_is_kept_up_to_a_bound(short_folder: Path) -> None:
    past = Past(short_folder / "private.sock", rows=[row(number) for number in range(3_000, 0, -1)])
    async with framed(past, HistoryView, (120, 33)) as pilot:
        sheet = pilot.app.query_one(RowList)
        assert isinstance(sheet, Sheet)
        await until(lambda: sheet.chosen is not None)
        for _ in range(80):
            await pilot.press("pagedown")
        assert 0 < len(sheet._drawn) <= DRAWN


async def test_rows_that_come_on_top_move_neither_the_sight_nor_the_choice(short_folder: Path) -> None:
    past = Past(short_folder / "private.sock", rows=[row(number) for number in range(500, 0, -1)])
    async with framed(past, HistoryView, (120, 33)) as pilot:
        sheet = pilot.app.query_one(RowList)
        await until(lambda: sheet.chosen is not None)
        for _ in range(5):
            await pilot.press("pagedown")
        before, first = sheet.place, sheet.sight[0]
        sheet.measure(added=2)
        assert sheet.place == before + 2
        await until(lambda: sheet.sight[0] == first + 2)
