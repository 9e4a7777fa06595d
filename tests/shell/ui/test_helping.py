from pathlib import Path

from shell.ui.helping import HelpView
from shell.ui.keyline import KEYS
from shell.ui.picks import Group, PickList
from tests.shell.stand import until
from tests.shell.ui.house import house, living, painted


async def test_everything_that_can_be_said_is_there_and_can_be_chosen(short_folder: Path) -> None:
    async with house(short_folder) as at, living(at, (120, 50)) as pilot:
        await pilot.press("f1")
        await until(lambda: bool(pilot.app.query("#sayable")) and bool(pilot.app.query_one("#sayable", Group).picks))
        await pilot.pause()
        assert "You can always say" in painted(pilot)
        assert all(word in painted(pilot) for _, word, _ in KEYS)
        pilot.app.query_one("#sayable", Group).query_one(PickList).focus()
        await pilot.press("home", "down", "enter")
        await until(lambda: at.service.told == ["say close this window"])


async def test_words_narrow_it(short_folder: Path) -> None:
    async with house(short_folder) as at, living(at) as pilot:
        await pilot.press("f1")
        view = pilot.app.query_one(HelpView)
        await view.shown("folder")
        await until(lambda: [pick.text for pick in view.query_one("#sayable", Group).picks] == ["make a folder called holiday photos"])


async def test_it_turns_by_pages(short_folder: Path) -> None:
    async with house(short_folder) as at, living(at) as pilot:
        await pilot.press("f1")
        view = pilot.app.query_one(HelpView)
        await until(lambda: bool(view.query_one("#sayable", Group).picks))
        await pilot.pause()
        view.turn("bottom")
        await until(lambda: "leave" in painted(pilot))
        view.turn("top")
        await until(lambda: "You can always say" in painted(pilot))
