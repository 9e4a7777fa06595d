from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.content import Content
from textual.pilot import Pilot

from shell.answers import Offered, Program
from shell.event import Ended, Heard
from shell.ui.home import Hints, HomeView, fitting
from shell.ui.picks import Group, Pick, PickList
from shell.ui.view import Do
from shell.wire import Found, Looks, Offers
from tests.shell.stand import until
from tests.shell.ui.house import House, house, living, painted


@asynccontextmanager
async def home(folder: Path, size: tuple[int, int]) -> AsyncGenerator[tuple[House, "Pilot[None]"]]:
    async with house(folder) as at, living(at, size) as pilot:
        await until(lambda: bool(view(pilot).query_one("#windows", Group).picks))
        await pilot.pause()
        yield at, pilot


def view(pilot: "Pilot[None]") -> HomeView:
    return pilot.app.screen_stack[0].query_one(HomeView)


async def test_it_lists_what_can_be_said_the_apps_the_windows_and_what_was_said(short_folder: Path) -> None:
    async with home(short_folder, (120, 40)) as (_, pilot):
        shown = painted(pilot)

        for words in ("1  open the calculator", "Calculator  ● running", "Bank of Anywhere — Firefox", "Said before"):
            assert words in shown


async def test_small_it_is_the_transcript_and_two_lines_of_hints(short_folder: Path) -> None:
    async with home(short_folder, (80, 24)) as (_, pilot):
        hints = pilot.app.query_one(Hints).render()

        assert isinstance(hints, Content)
        assert [line.split()[0] for line in hints.plain.split("\n")] == ["Say", "Again"]
        assert "1 open the calculator" in hints.plain
        assert not pilot.app.query_one("#beside").display


async def test_it_looks_again_after_a_turn_and_never_by_the_clock(short_folder: Path) -> None:
    async with home(short_folder, (120, 40)) as (at, pilot):
        looked, before = list[Looks](), at.service.looked

        async def note(request: Looks) -> Found:
            looked.append(request)
            return Offered((), (Program("Gimp", True),)) if isinstance(request, Offers) else await before(request)

        at.service.looked = note
        at.tell(Heard(1, 1.0, "open gimp"))
        await pilot.pause(0.3)
        assert looked == []
        at.tell(Ended(1, 2.0, "done", "Opened it."))
        await until(lambda: "Gimp  ● running" in painted(pilot))
        assert len(looked) == 2


async def test_every_item_can_be_reached_and_done_by_keys(short_folder: Path) -> None:
    async with home(short_folder, (120, 40)) as (at, pilot):
        await pilot.press("tab", "tab", "down", "enter")
        await until(lambda: at.service.told == ["say close this window"])
        for _ in range(8):
            await pilot.press("tab")
            if isinstance(pilot.app.focused, PickList) and pilot.app.focused.parent is pilot.app.query_one("#windows"):
                break
        await pilot.press("end", "enter")
        await until(lambda: at.service.told[1:] == ["say switch to Notes"])


async def test_an_item_is_done_by_its_number(short_folder: Path) -> None:
    async with home(short_folder, (80, 24)) as (at, pilot):
        await pilot.press(*"2", "enter")
        await until(lambda: at.service.told == ["say close this window"])
        await pilot.press(*"999", "enter")
        await until(lambda: at.service.told[1:] == ["say 999"])
        assert isinstance(view(pilot).numbered(1), Do)
        assert view(pilot).numbered(0) is None


async def test_a_phrase_with_a_blank_waits_in_the_line_for_it(short_folder: Path) -> None:
    async with home(short_folder, (80, 24)) as (at, pilot):
        await pilot.press(*"7", "enter")
        await pilot.pause()
        await pilot.press(*"x.txt", "enter")
        await until(lambda: at.service.told == ["say delete x.txt"])


def test_only_whole_hints_are_shown() -> None:
    picks = (Pick("open it", "open it"), Pick("close it", "close it"))

    assert fitting(picks, 1, 40) == "  1 open it   2 close it"
    assert fitting(picks, 1, 20) == "  1 open it"
