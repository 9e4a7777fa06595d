from shell.ui.pairs import Pairs, laid
from tests.shell.ui.house import Stage

ROWS = (("payee", "Anna Berger", "from your contacts"), ("amount", "£900.00", "you said it"))


def test_wide_the_columns_stand_side_by_side() -> None:
    lines = laid(ROWS, 80).plain.split("\n")

    assert lines == ["payee    Anna Berger   from your contacts", "amount   £900.00       you said it"]


def test_narrow_a_remark_stands_below_its_value() -> None:
    lines = laid(ROWS, 30).plain.split("\n")

    assert lines[0].rstrip() == "payee    Anna Berger"
    assert lines[1] == "         from your contacts"
    assert all(len(line) <= 30 for line in lines)


def test_a_long_value_stays_under_itself() -> None:
    lines = laid((("asked", "Pay nine hundred pounds to Anna Berger", ""),), 28).plain.split("\n")

    assert len(lines) > 1
    assert all(line.startswith("        ") for line in lines[1:])


def test_words_of_the_screen_are_never_markup() -> None:
    assert "[b]x[/b]" in laid((("a", "[b]x[/b]", ""),), 80).plain


async def test_it_is_as_high_as_its_rows() -> None:
    async with Stage(Pairs(ROWS)).run_test(size=(30, 24)) as pilot:
        assert pilot.app.query_one(Pairs).size.height == 4
        pilot.app.query_one(Pairs).rows = ROWS[:1]
        await pilot.pause()
        assert pilot.app.query_one(Pairs).size.height == 2
