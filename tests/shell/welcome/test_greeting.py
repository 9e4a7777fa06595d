from pathlib import Path

from shell.welcome.greeting import HELLO, PRIVATE, greet
from tests.shell.welcome.puppet import Puppet, leading


async def test_it_says_what_it_is_and_how_to_end_it(short_folder: Path) -> None:
    puppet = Puppet()
    async with leading(puppet, short_folder) as guide:
        await greet(guide)

    assert puppet.told == [HELLO, PRIVATE]
    assert "this machine" in PRIVATE
    assert "“stop”" in PRIVATE
    assert any("sayso welcome" in line for line in puppet.shown)
