from dataclasses import replace
from pathlib import Path

import pytest

from agent.display.desk import Desk
from shell import control
from shell.config import Config
from shell.doctor.case import Case
from shell.doctor.neighbour import mode_of
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
