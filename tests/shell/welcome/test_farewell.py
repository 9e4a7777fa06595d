from pathlib import Path

from shell.welcome.farewell import ALWAYS, END, WORDS, say_farewell
from shell.welcome.progress import FINISHED, RESTART, SILENCE, STOPPED
from tests.shell.welcome.puppet import Puppet, leading


async def test_where_help_is_and_how_it_stays(short_folder: Path) -> None:
    puppet = Puppet()
    async with leading(puppet, short_folder) as guide:
        await say_farewell(guide)

    assert puppet.told == [END, ALWAYS]
    assert any("sayso install" in line for line in puppet.shown)


def test_every_way_to_end_but_the_last_step_says_how_to_come_back() -> None:
    assert set(WORDS) == {FINISHED, STOPPED, SILENCE, RESTART}
    assert all("teach me" in WORDS[ended] for ended in (STOPPED, SILENCE))
