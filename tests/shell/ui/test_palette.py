from pathlib import Path

from textual.pilot import Pilot

from shell.ui.palette import FUNCTIONS, LEAVE
from shell.ui.views import VIEWS
from tests.shell.stand import until
from tests.shell.ui.house import house, living, painted


async def search(pilot: "Pilot[None]", words: str, found: str) -> None:
    await pilot.press("ctrl+p", *words)
    await until(lambda: found in painted(pilot))
    await pilot.press("enter")
    await until(lambda: len(pilot.app.screen_stack) == 1)


def test_every_function_is_in_it() -> None:
    actions = {action for _, _, action in FUNCTIONS}

    assert {f"app.show('{name}')" for name in VIEWS} <= actions
    assert {f"app.order('{name}')" for name in ("stop", "stop everything", "listen", "mute", "again", "reload")} <= actions
    assert {f"app.look('{word}')" for word in ("dark", "light", "contrast", "larger", "smaller", "still", "moving")} <= actions


async def test_what_is_found_is_done(short_folder: Path) -> None:
    async with house(short_folder) as at, living(at, (120, 40)) as pilot:
        await search(pilot, "stop everything", "also what runs in the background")
        await until(lambda: at.service.told == ["stop everything"])
        await search(pilot, "high contrast", "pure black and white")
        await until(lambda: pilot.app.theme == "sayso-dark-contrast")
        await search(pilot, "reload", "read the policy files again")
        await until(lambda: "Reload()" in at.service.told)


async def test_every_sentence_can_be_found_and_said(short_folder: Path) -> None:
    async with house(short_folder) as at, living(at, (120, 40)) as pilot:
        await search(pilot, "holiday", "make a folder called holiday photos")
        await until(lambda: at.service.told == ["say make a folder called holiday photos"])
        await search(pilot, "open thunder", "open Thunderbird")
        await until(lambda: at.service.told[1:] == ["say open Thunderbird"])


async def test_leaving_says_what_becomes_of_sayso(short_folder: Path) -> None:
    async with house(short_folder) as at:
        for waits in (True, False):
            async with living(at, (120, 40), waits) as pilot:
                await pilot.press("ctrl+p", *"leave")
                await until(lambda waits=waits: LEAVE[waits].partition(";")[0][:30] in painted(pilot))
