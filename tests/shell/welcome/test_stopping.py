from pathlib import Path

import pytest

from shell.welcome.stopping import AGAIN, ENOUGH, FIRST, LONG, PRAISE, practise_stop
from shell.welcome.turning import Skipped
from tests.shell.welcome.puppet import Puppet, leading


async def test_a_stop_is_what_was_wanted(short_folder: Path) -> None:
    puppet = Puppet({LONG: [("Stop!", "", "stopped")]})
    async with leading(puppet, short_folder) as guide:
        await practise_stop(guide)

    assert puppet.told == [FIRST, LONG, PRAISE]


async def test_who_listens_to_the_end_gets_one_more_chance(short_folder: Path) -> None:
    puppet = Puppet()
    async with leading(puppet, short_folder) as guide:
        await practise_stop(guide)

    assert puppet.told == [FIRST, LONG, AGAIN, LONG, ENOUGH]


async def test_it_can_be_skipped(short_folder: Path) -> None:
    async with leading(Puppet({LONG: [("Skip.", "", "not_done")]}), short_folder) as guide:
        with pytest.raises(Skipped):
            await practise_stop(guide)
