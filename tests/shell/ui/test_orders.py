from pathlib import Path

import pytest

from shell.event import Asked
from shell.ui.daemon import Daemon
from shell.ui.orders import carry_out
from shell.ui.standing import Standing
from shell.ui.story import HIDDEN
from tests.shell.ui.house import house


@pytest.mark.parametrize(
    ("name", "standing", "told"),
    [
        ("stop", Standing(), "stop"),
        ("stop everything", Standing(), "stop everything"),
        ("listen", Standing(asleep=True), "Listen(on=True)"),
        ("listen", Standing(), "Listen(on=False)"),
        ("mute", Standing(), "Mute(on=True)"),
        ("mute", Standing(muted=True), "Mute(on=False)"),
        ("reload", Standing(), "Reload()"),
        ("again", Standing(), "say open it"),
    ],
)
async def test_each_has_the_daemon_do_it(short_folder: Path, name: str, standing: Standing, told: str) -> None:
    async with house(short_folder) as at:
        assert await carry_out(name, Daemon(at.path, [].append, [].append), standing, "open it") == ""
        assert at.service.told == [told]


@pytest.mark.parametrize(
    ("last", "standing"), [("", Standing()), (HIDDEN, Standing()), ("open it", Standing("asking", asked=Asked(1, 0.0, "yes", "Sure?")))]
)
async def test_what_cannot_be_done_again_is_said_and_nothing_is_sent(short_folder: Path, last: str, standing: Standing) -> None:
    async with house(short_folder) as at:
        assert await carry_out("again", Daemon(at.path, [].append, [].append), standing, last)
        assert at.service.told == []
