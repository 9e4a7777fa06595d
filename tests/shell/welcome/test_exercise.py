from pathlib import Path

import pytest

from shell.welcome.exercise import ENOUGH, Exercise, did, practise
from shell.welcome.turning import Left, Silent, Skipped
from tests.shell.welcome.puppet import Puppet, leading

OPEN = Exercise("open it", did("apps.open"), "Now you.", "Well done.")
RIGHT = ("Open it.", "apps.open", "done")


async def test_what_fits_is_praised(short_folder: Path) -> None:
    puppet = Puppet(does={"Say: open it": [RIGHT]})
    async with leading(puppet, short_folder) as guide:
        turn = await practise(guide, OPEN)

    assert turn is not None
    assert turn.said == "Open it."
    assert puppet.told == ["Now you. Say: open it.", "Well done."]


async def test_what_does_not_is_corrected_twice_and_then_left(short_folder: Path) -> None:
    wrong = ("one two three four five six seven", "", "not_done")
    puppet = Puppet(does={"open it": [wrong, ("Open it.", "apps.open", "not_done"), wrong]})
    async with leading(puppet, short_folder) as guide:
        assert await practise(guide, OPEN) is None

    assert puppet.told == [
        "Now you. Say: open it.",
        "I heard “one two three four five six and so on”. Once more: open it.",
        "Almost. Once more: open it.",
        ENOUGH,
    ]


async def test_silence_is_helped_once(short_folder: Path) -> None:
    puppet = Puppet(does={"Take your time": [RIGHT]})
    async with leading(puppet, short_folder) as guide:
        assert await practise(guide, OPEN) is not None
        with pytest.raises(Silent):
            await practise(guide, OPEN)


@pytest.mark.parametrize(("said", "turning"), [("Stop!", Left), ("Skip it.", Skipped)])
async def test_stop_and_skip(short_folder: Path, said: str, turning: type[Exception]) -> None:
    puppet = Puppet(does={"open it": [(said, "", "stopped")]})
    async with leading(puppet, short_folder) as guide:
        with pytest.raises(turning):
            await practise(guide, OPEN)
