from pathlib import Path

from textual.widgets import Input

from shell.ui.look import Look
from shell.ui.statebar import Meter
from tests.shell.stand import until
from tests.shell.ui.house import house, living


async def test_a_word_is_worn_at_once_and_kept(short_folder: Path) -> None:
    async with house(short_folder) as at, living(at) as pilot:
        pilot.app.action_look("still")
        await until(lambda: "Set(key='ui.still', value='yes')" in at.service.told)

        assert pilot.app.animation_level == "none"
        assert pilot.app.query_one(Meter).still
        assert not pilot.app.query_one("#words", Input).cursor_blink


async def test_what_was_kept_is_worn_from_the_start(short_folder: Path) -> None:
    async with house(short_folder) as at:
        async with living(at) as pilot:
            pilot.app.action_look("contrast")
            await until(lambda: len(at.service.told) == 1)
        async with living(at) as pilot:
            await until(lambda: pilot.app.theme == Look(contrast=True).theme)
            assert pilot.app.screen.has_class("-contrast")


async def test_without_a_daemon_it_is_worn_all_the_same(short_folder: Path) -> None:
    async with house(short_folder) as at, living(at) as pilot:
        await at.close()
        await until(lambda: pilot.app.screen.has_class("-away"))
        pilot.app.action_look("light")
        await until(lambda: pilot.app.theme == "sayso-light")
