from pathlib import Path

import pytest

from shell.welcome.speaker import ADVICE, try_speaker
from shell.welcome.turning import Left, Restart, Silent, Skipped
from shell.wire import Mute, Set
from tests.shell.welcome.puppet import Puppet, leading

OTHERS = {"speaker": ("", "Desk speaker", "No such device A", "No such device B", "pulse")}


async def test_who_hears_us_is_asked_nothing_else(short_folder: Path) -> None:
    puppet = Puppet(chooses={"Do you hear me?": ["yes"]}, settings=OTHERS)
    async with leading(puppet, short_folder) as guide:
        await try_speaker(guide)

    assert puppet.told == ["I speak through Desk speaker. Do you hear me?"]
    assert puppet.orders == []


async def test_another_speaker_that_is_heard_is_set_and_takes_effect_with_a_new_start(short_folder: Path) -> None:
    puppet = Puppet(chooses={"Did you hear No such device B": ["yes"]}, settings=OTHERS)
    async with leading(puppet, short_folder) as guide:
        with pytest.raises(Restart):
            await try_speaker(guide)

    assert puppet.told[:2] == ["I speak through Desk speaker. Do you hear me?", "I did not hear you. Do you hear me?"]
    assert puppet.orders == [Mute(True), Mute(False), Mute(True), Mute(False), Set("speaker", "No such device B")]
    assert set(ADVICE) <= set(puppet.shown)


async def test_where_nothing_is_heard_the_screen_says_what_to_do(short_folder: Path) -> None:
    puppet = Puppet(settings={"speaker": ("", "Desk speaker", "pulse")})
    async with leading(puppet, short_folder) as guide:
        with pytest.raises(Silent):
            await try_speaker(guide)

    assert set(ADVICE) <= set(puppet.shown)


async def test_a_no_that_arrives_goes_on_by_the_screen(short_folder: Path) -> None:
    puppet = Puppet(chooses={"Do you hear me?": ["no"]})
    async with leading(puppet, short_folder) as guide:
        await try_speaker(guide)

    assert puppet.told[-1] == "The screen says what may help. We go on."


@pytest.mark.parametrize(("answer", "turning"), [("Stop.", Left), ("skip", Skipped)])
async def test_stop_and_skip(short_folder: Path, answer: str, turning: type[Exception]) -> None:
    async with leading(Puppet(chooses={"Do you hear me?": [answer]}), short_folder) as guide:
        with pytest.raises(turning):
            await try_speaker(guide)
