import asyncio
import os
import threading
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from agent.action import Launch
from agent.display.desk import Desk
from agent.errors import CannotAct
from agent.hands.launcher import Launcher


@pytest.fixture(autouse=True)
async def _all_ended() -> AsyncGenerator[None]:
    """The loop has noticed that every program of a test ended, before it closes."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        if thread.name.startswith("asyncio-waitpid"):
            await asyncio.to_thread(thread.join, 10)
    for _ in range(3):
        await asyncio.sleep(0)


def started(*command: str) -> Launch:
    return Launch("x", "Thing", command, "x")


async def told(pipe: Path) -> str:
    """What a program writes into this pipe."""
    return await asyncio.wait_for(asyncio.to_thread(pipe.read_text), 10)


async def test_a_program_gets_the_desk_and_a_session_of_its_own(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    desk = Desk(":77", {"HOME": str(tmp_path), "DISPLAY": ":77", "PATH": os.environ["PATH"]}, frozenset(), "")
    script = 'echo "$DISPLAY $PWD $USER $(ps -o sid= -p $$ 2>/dev/null || cut -d" " -f6 /proc/$$/stat) $$" > "$1"'
    await Launcher(desk).perform(started("sh", "-c", script, "sh", str(pipe)))
    display, place, session, own = (await told(pipe)).split()
    assert (display, place) == (":77", str(tmp_path))
    assert session == own
    assert int(session) != os.getsid(0)


async def test_no_shell_ever_reads_the_words(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    desk = Desk("", {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}, frozenset(), "")
    await Launcher(desk).perform(started("sh", "-c", 'printf %s "$2" > "$1"', "sh", str(pipe), "$(touch hacked); `id` > x"))
    assert await told(pipe) == "$(touch hacked); `id` > x"
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


@pytest.mark.parametrize("command", ["/nonexistent/program", "no-such-program-anywhere", "/"])
async def test_what_does_not_start_is_said(tmp_path: Path, command: str) -> None:
    desk = Desk("", {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}, frozenset(), "")
    with pytest.raises(CannotAct, match="could not open Thing"):
        await Launcher(desk).perform(started(command))
