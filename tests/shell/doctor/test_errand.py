import os
import signal

import pytest

from shell.doctor.errand import sent
from shell.doctor.rehearsal import Attend, Attending, Recall, Report
from shell.errors import ShellError
from tests.shell.stand import running_pids, wait_for

MODULE = "shell.doctor.aloud"


async def test_a_child_does_what_it_is_told_and_ends_with_the_block() -> None:
    async with sent(MODULE, {**os.environ, "ST_ERRAND": "1"}, Report) as errand:
        assert await errand.ask(Attend(), 10) == Attending()
        assert running_pids("ST_ERRAND=1")
    assert wait_for(lambda: not running_pids("ST_ERRAND=1"), 3)


async def test_a_child_that_keeps_us_waiting_is_ended_and_asked_nothing_more() -> None:
    async with sent(MODULE, {**os.environ, "ST_ERRAND": "2"}, Report) as errand:
        with pytest.raises(TimeoutError):
            await errand.ask(Recall(), 0.2)  # no microphone is open, so nothing ever comes
        assert errand.lost
        assert not running_pids("ST_ERRAND=2")
        with pytest.raises(ShellError, match="did not come back"):
            await errand.ask(Attend(), 1)


async def test_a_child_that_ends_is_told_from_one_that_hangs() -> None:
    async with sent(MODULE, {**os.environ, "ST_ERRAND": "3"}, Report) as errand:
        await errand.ask(Attend(), 10)
        os.kill(running_pids("ST_ERRAND=3")[0], signal.SIGKILL)
        with pytest.raises(ShellError, match="ended by itself"):
            await errand.ask(Attend(), 5)
