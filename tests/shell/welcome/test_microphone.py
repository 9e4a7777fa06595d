from pathlib import Path

import pytest

from shell.welcome.microphone import SENTENCE, VERDICTS, try_microphone
from shell.wire import Set
from tests.shell.welcome.puppet import Puppet, leading


@pytest.mark.parametrize(("level", "verdict", "asked"), [(0.6, "fine", 1), (0.2, "quiet", 2), (1.0, "loud", 2)])
async def test_the_voice_is_measured_and_once_more_when_it_is_not_well(short_folder: Path, level: float, verdict: str, asked: int) -> None:
    puppet = Puppet(chooses={SENTENCE: [SENTENCE, SENTENCE]}, level=level)
    async with leading(puppet, short_folder) as guide:
        await try_microphone(guide)

    assert puppet.told[0] == f"I listen through Desk mic. Please say: {SENTENCE}."
    assert puppet.told.count(VERDICTS[verdict]) == asked
    assert puppet.orders == []


async def test_another_microphone_is_offered_and_set(short_folder: Path) -> None:
    choices = {SENTENCE: [SENTENCE], "other microphones": ["USB headset"]}
    puppet = Puppet(chooses=choices, settings={"microphone": ("", "Desk mic", "USB headset", "pulse")})
    async with leading(puppet, short_folder) as guide:
        await try_microphone(guide)

    assert puppet.orders == [Set("microphone", "USB headset")]
    assert puppet.told[-1] == "I will use it when Sayso starts again."


async def test_it_can_be_kept(short_folder: Path) -> None:
    choices = {SENTENCE: [SENTENCE], "other microphones": ["keep it"]}
    puppet = Puppet(chooses=choices, settings={"microphone": ("", "Desk mic", "USB headset")})
    async with leading(puppet, short_folder) as guide:
        await try_microphone(guide)

    assert puppet.orders == []
