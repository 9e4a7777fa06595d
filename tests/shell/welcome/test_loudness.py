import asyncio
from pathlib import Path

import pytest

from shell.event import Event, Level, Quiet, Said
from shell.welcome.loudness import levels, loudness
from tests.shell.stand import until
from tests.shell.welcome.puppet import Puppet, leading

OWN: list[Event] = [Said(0, 10.0, "Please say something."), Quiet(0, 12.0)]


def spoken(*heard: float, at: float = 13.0) -> list[Level]:
    return [Level(0, at + number / 10, level, 0.9) for number, level in enumerate(heard)]


@pytest.mark.parametrize(
    ("heard", "verdict"),
    [
        (spoken(0.2, 0.3, 0.25, 0.3), "quiet"),
        (spoken(0.6, 0.1, 0.7, 0.65), "fine"),
        (spoken(1.0, 1.0, 0.99, 1.0), "loud"),
        (spoken(0.7), "silent"),
        ([], "silent"),
        ([Level(0, 13.0, 0.7, 0.1)] * 9, "silent"),
        ([Level(0, 13.0, 0.0, 0.0, "lost")] * 9, "lost"),
        (spoken(0.9, 0.9, 0.9, 0.9, at=11.0), "silent"),
        (spoken(0.9, 0.9, 0.9, 0.9, at=11.0) + spoken(0.2, 0.2, 0.2), "quiet"),
    ],
)
def test_only_the_user_s_speech_counts(heard: list[Level], verdict: str) -> None:
    assert loudness(heard, OWN) == verdict


def test_while_our_voice_still_sounds_nothing_counts() -> None:
    assert loudness(spoken(0.6, 0.6, 0.6, 0.6), OWN[:1]) == "silent"


async def test_levels_are_followed_for_as_long_as_the_block(short_folder: Path) -> None:
    puppet = Puppet()
    async with leading(puppet, short_folder) as guide, asyncio.timeout(10):
        async with levels(guide.socket, guide.group) as kept:
            puppet.session.publish(Level(0, 1.0, 0.5, 0.9))
            await until(lambda: len(kept) == 1)
        puppet.session.publish(Level(0, 2.0, 0.5, 0.9))
        await guide.tell("Thank you.")

    assert len(kept) == 1
