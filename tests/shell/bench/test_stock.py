from textual.widgets import DataTable, Static

from shell.bench.stock import WORD, Stock


async def test_it_shows_one_word_or_as_many_rows_as_asked() -> None:
    async with Stock(0).run_test() as pilot:
        assert str(pilot.app.query_one(Static).render()) == WORD
    async with Stock(50).run_test() as pilot:
        table = pilot.app.query_one(DataTable)
        assert table.row_count == 50
        assert "00050" in str(table.get_row_at(0))
