import pytest
from textual.content import Content

from shell.ui.big import BigText, can_be_drawn, drawn, height, set_out, width, wrapped
from shell.ui.look import MODES
from tests.shell.ui.house import Stage


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_a_line_of_letters_has_the_size_it_says(scale: int) -> None:
    rows = drawn("Pay £900.00", scale)

    assert len(rows) == height(scale)
    assert {len(row) for row in rows} == {width("Pay £900.00", scale)}


def test_every_digit_is_unlike_every_other() -> None:
    shapes = {digit: tuple(drawn(digit)) for digit in "0123456789"}

    assert len(set(shapes.values())) == 10


def test_every_mode_has_a_sign_of_its_own() -> None:
    signs = [tuple(drawn("", sign=mode)) for mode in MODES]

    assert len(set(signs)) == len(MODES)
    assert all(any(row.strip() for row in sign) for sign in signs)


def test_what_has_no_letter_is_not_drawn() -> None:
    assert can_be_drawn("“What?” 50% – it’s £3.00")
    assert not can_be_drawn("Müller")
    assert set_out("Müller", 80) == []


def test_lines_fit_the_columns() -> None:
    lines = wrapped("delete old notes for good", 60)

    assert len(lines) > 1
    assert " ".join(lines) == "delete old notes for good"
    assert all(width(line) <= 60 for line in lines)


def test_it_is_drawn_as_large_as_fits_and_not_at_all_when_there_is_no_room() -> None:
    assert len(set_out("stop", 80, 4)) == height(4)
    assert len(set_out("stop", 50, 4)) == height(2)
    assert len(set_out("stop", 25, 4)) == height(1)
    assert set_out("stop", 10, 4) == []
    assert set_out("delete old notes for good", 60, 1, most=3) == []


async def test_a_text_that_cannot_be_drawn_stands_there_plain() -> None:
    async with Stage(BigText("An Müller?")).run_test() as pilot:
        shown = pilot.app.query_one(BigText).render()

        assert isinstance(shown, Content)
        assert shown.plain == "An Müller?"
        pilot.app.query_one(BigText).text = "4 8 1 5"
        await pilot.pause()
        assert pilot.app.query_one(BigText).size.height == height(1)
