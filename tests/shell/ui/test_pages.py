from dataclasses import dataclass, field

from shell.answers import Remembered, Row
from shell.ui.pages import KEPT, PAGE, Pages
from tests.shell.ui.past import row


@dataclass
class Past:
    """A history in memory that counts how often it is asked."""

    rows: list[Row]
    asked: list[int] = field(default_factory=list[int])
    there: bool = True

    async def page(self, before: int) -> Remembered | None:
        self.asked.append(before)
        found = [one for one in self.rows if not before or one.number < before]
        return Remembered(tuple(found[:PAGE]), len(self.rows)) if self.there else None


def past(count: int) -> Past:
    return Past([row(number) for number in range(count, 0, -1)])


async def filled(pages: Pages, first: int, last: int) -> None:
    while pages.lacks(first, last):
        assert await pages.fill(first, last)


async def test_the_newest_page_is_there_at_once_and_the_others_are_awaited() -> None:
    pages = Pages(past(1000).page)
    assert await pages.begin()

    assert (pages.total, pages.newest) == (1000, 1000)
    assert pages.row(0) == row(1000)
    assert pages.row(199) == row(801)
    assert pages.row(200) is None
    assert pages.lacks(0, 20)


async def test_every_row_is_at_its_place_to_the_oldest() -> None:
    pages = Pages(past(1001).page)
    await pages.begin()
    for place in (150, 450, 1000, 0, 777):
        await filled(pages, place, place + 20)
        assert pages.row(place) == row(1001 - place)
    assert pages.row(1001) is None


async def test_the_next_page_is_brought_ahead_and_then_nothing_is_asked() -> None:
    behind = past(1000)
    pages = Pages(behind.page)
    await pages.begin()
    await filled(pages, 0, 20)

    assert pages.row(399) == row(601)
    assert pages.row(400) is None
    asked = len(behind.asked)
    assert not await pages.fill(0, 20)
    assert len(behind.asked) == asked


async def test_only_some_pages_are_kept_and_those_near_by() -> None:
    pages = Pages(past(10_000).page)
    await pages.begin()
    await filled(pages, 9_990, 9_999)

    assert pages.row(9_999) == row(1)
    assert pages.row(0) is None
    assert sum(pages.row(place) is not None for place in range(10_000)) <= KEPT * PAGE
    await filled(pages, 0, 20)
    assert pages.row(0) == row(10_000)


async def test_new_rows_come_on_top_and_the_others_move_down() -> None:
    behind = past(1000)
    pages = Pages(behind.page)
    await pages.begin()
    await filled(pages, 0, 300)
    behind.rows = [row(number) for number in range(1002, 0, -1)]

    assert await pages.newer() == 2
    assert await pages.newer() == 0
    assert (pages.total, pages.newest) == (1002, 1002)
    assert [pages.row(place) for place in (0, 1, 2, 402)] == [row(1002), row(1001), row(1000), row(600)]


async def test_a_page_that_was_thrown_away_comes_back_without_the_new_rows_in_it() -> None:
    behind = past(10_000)
    pages = Pages(behind.page)
    await pages.begin()
    behind.rows = [row(number) for number in range(10_003, 0, -1)]
    await pages.newer()
    await filled(pages, 9_990, 9_999)
    await filled(pages, 0, 20)

    assert [pages.row(place) for place in (2, 3, 202, 203)] == [row(10_001), row(10_000), row(9_801), row(9_800)]


async def test_very_many_new_rows_begin_the_list_anew() -> None:
    behind = past(300)
    pages = Pages(behind.page)
    await pages.begin()
    behind.rows = [row(number) for number in range(900, 0, -1)]

    assert await pages.newer() == -1
    assert pages.row(0) == row(900)
    assert pages.total == 900


async def test_rows_erased_meanwhile_end_the_list_earlier() -> None:
    behind = past(1000)
    pages = Pages(behind.page)
    await pages.begin()
    behind.rows = behind.rows[:250]
    while pages.lacks(900, 999):
        await pages.fill(900, 999)

    assert pages.total == 250
    assert pages.row(249) == row(751)


async def test_nobody_there_is_no_rows_and_no_complaint() -> None:
    behind = past(1000)
    behind.there = False
    pages = Pages(behind.page)

    assert not await pages.begin()
    assert await pages.newer() == 0
    assert not await pages.fill(0, 20)
    assert pages.row(0) is None


async def test_an_empty_history_is_empty() -> None:
    pages = Pages(past(0).page)
    assert await pages.begin()
    assert (pages.total, pages.newest) == (0, 0)
    assert not pages.lacks(0, 20)
