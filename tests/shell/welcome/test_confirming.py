"""What happens to a real folder is tested in test_course.py; here, what is asked of whom."""

from pathlib import Path

from shell.welcome.confirming import BEFORE, NAMES, TAKEN, practise_consent
from tests.shell.welcome.puppet import Puppet, leading


async def test_without_a_folder_nothing_is_deleted(short_folder: Path) -> None:
    puppet = Puppet({"make a folder": [("Make a cake.", "", "not_done")] * 3, "Once more": [("Make a cake.", "", "not_done")] * 2})
    async with leading(puppet, short_folder) as guide:
        await practise_consent(guide)

    assert puppet.told[0] == BEFORE
    assert not any("delete" in text for text in puppet.told)


async def test_where_every_name_is_taken_the_lesson_is_left_out(short_folder: Path) -> None:
    for name in NAMES:
        (short_folder / name).mkdir()
    puppet = Puppet()
    async with leading(puppet, short_folder) as guide:
        await practise_consent(guide)

    assert puppet.told == [TAKEN]
