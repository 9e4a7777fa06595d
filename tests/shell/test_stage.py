import asyncio
import os
import socket
from pathlib import Path

import pytest

from agent.display.desk import Desk
from shell.errors import ShellError
from shell.stage import Digits, staged, tell_ready
from tests.shell.stand import running_pids, until


def test_the_last_digits_are_remembered() -> None:
    digits = Digits()
    assert digits.last() == ""
    digits.theirs.sendall(b"4719\n")
    assert digits.last() == "4719"
    digits.theirs.sendall(b"1111\n2222\n")
    assert (digits.last(), digits.last()) == ("2222", "2222")
    digits.theirs.close()
    assert digits.last() == "2222"
    digits.close()


def test_ready_is_told_once_and_the_line_closed() -> None:
    ours, theirs = socket.socketpair()
    with ours:
        tell_ready(theirs.detach())
        assert (ours.recv(16), ours.recv(16)) == (b"ready", b"")
    assert tell_ready(None) is None


def bare(environment: dict[str, str], mark: str) -> Desk:
    return Desk("", environment | {"SAYSO_TEST_RUN": mark}, frozenset(), "")


async def test_a_daemon_that_cannot_start_is_said_so_and_is_gone(
    environment: dict[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ShellError, match="the daemon did not start"):
        async with staged(bare(environment, str(tmp_path)), None, test=True):
            raise AssertionError("there is no display to start on")

    assert running_pids(f"SAYSO_TEST_RUN={tmp_path}") == []
    lines = capfd.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("sayso: the display '' cannot be opened")


async def test_a_start_that_is_cancelled_leaves_no_daemon(environment: dict[str, str], tmp_path: Path) -> None:
    mark = f"SAYSO_TEST_RUN={tmp_path}"

    async def start() -> None:
        async with staged(bare(environment, str(tmp_path)), None, test=False):
            raise AssertionError("there is no display to start on")

    async with asyncio.TaskGroup() as group:
        starting = group.create_task(start())
        await until(lambda: bool(running_pids(mark)))
        starting.cancel()

    assert starting.cancelled()
    assert [pid for pid in running_pids(mark) if pid != os.getpid()] == []
