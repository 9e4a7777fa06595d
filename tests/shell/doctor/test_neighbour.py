from dataclasses import replace
from pathlib import Path

import pytest

from agent.display.desk import Desk
from shell import control
from shell.attention import Attention
from shell.config import Config
from shell.doctor.case import Case
from shell.doctor.neighbour import mode_of, muted_by_user
from shell.marks import Marks
from shell.paths import of, private_folder
from shell.wire import Mute
from tests.shell.stand import Stand


@pytest.fixture
def case(short_folder: Path) -> Case:
    environ = {"HOME": str(short_folder), "XDG_RUNTIME_DIR": str(short_folder)}
    return Case(Desk.from_environment(environ), of(environ), Config(), silent=False, deep=False, running=True)


async def test_a_daemon_says_what_it_does(stand: Stand, case: Case) -> None:
    private_folder(case.place.runtime)
    async with control.serving(case.place.socket, stand.session, stand.service):
        assert await mode_of(case) == "listening"
        await stand.service.ordered(Mute(True))
        assert await mode_of(case) == "muted"


async def test_no_daemon_and_one_that_does_not_answer(case: Case) -> None:
    assert await mode_of(replace(case, running=False)) == "none"
    assert await mode_of(case) == ""


async def test_closed_by_the_user_is_told_from_closed_for_the_doctor(stand: Stand, case: Case) -> None:
    attention = Attention(stand.session, stand.voice, Marks(private_folder(case.place.runtime)))
    async with attention.closed():
        assert not muted_by_user(case)
        await attention.mute(True)
        assert muted_by_user(case)
        assert not muted_by_user(replace(case, running=False))
    await attention.mute(False)
    assert not muted_by_user(case)
