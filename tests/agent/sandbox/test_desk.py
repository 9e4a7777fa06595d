import asyncio
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from agent.display.desk import Desk
from agent.sandbox.desk import virtual_desk
from agent.sandbox.probe import PARTS, missing
from agent.sandbox.warden import MARK, marked
from tests.agent.seeing import gone

_OWNER = """
import asyncio, os
from agent.sandbox.desk import virtual_desk
async def main():
    async with virtual_desk(None, True, os.environ, lambda line: None) as desk:
        await asyncio.create_subprocess_exec("galculator", env=dict(desk.environment), start_new_session=True)
        await asyncio.create_subprocess_exec("sh", "-c", "setsid sleep 300 &", env=dict(desk.environment))
        print(desk.environment["SAYSO_DESK"], desk.environment["XDG_RUNTIME_DIR"], desk.environment["HOME"], flush=True)
        await asyncio.Event().wait()
asyncio.run(main())
"""


def _wardens(mark: str) -> list[int]:
    found: list[int] = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().split(b"\0")
        except OSError:
            continue
        if mark.encode() in words:
            found.append(int(path.parent.name))
    return found


async def test_everything_answers_soon_and_nothing_is_left(tmp_path: Path) -> None:
    began = time.monotonic()
    async with virtual_desk(tmp_path, True, os.environ, lambda line: None) as desk:
        # Under a second on a quiet machine; this one is shared.
        assert time.monotonic() - began < 3
        assert desk.virtual == frozenset(PARTS)
        assert await missing(desk.environment) == frozenset()
        runtime = Path(desk.environment["XDG_RUNTIME_DIR"])
        assert runtime.stat().st_mode & 0o777 == 0o700
        assert desk.environment["HOME"] == str(tmp_path)
        await asyncio.create_subprocess_exec("galculator", env=dict(desk.environment), start_new_session=True, stderr=asyncio.subprocess.DEVNULL)
        mark = desk.environment[MARK]
        pids = [*marked(mark), *_wardens(mark)]
        assert len(pids) >= 7
    assert gone(pids, 1)
    assert marked(mark) == []
    assert not runtime.exists()
    assert tmp_path.exists()


async def test_an_error_inside_also_leaves_nothing() -> None:
    seen: list[str] = []

    async def fail() -> None:
        async with virtual_desk(None, True, os.environ, lambda line: None) as desk:
            seen.extend((desk.environment[MARK], desk.environment["HOME"]))
            assert marked(seen[0])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert marked(seen[0]) == []
    assert not Path(seen[1]).exists()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
async def test_a_killed_owner_leaves_nothing(number: signal.Signals) -> None:
    owner = await asyncio.create_subprocess_exec(sys.executable, "-c", _OWNER, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL)
    assert owner.stdout is not None
    mark, *folders = (await asyncio.wait_for(owner.stdout.readline(), 20)).decode().split()
    pids, wardens = marked(mark), _wardens(mark)
    assert len(pids) >= 7
    assert len(wardens) == 1
    owner.send_signal(number)
    await owner.wait()
    assert await asyncio.to_thread(gone, [*pids, *wardens], 5)
    assert marked(mark) == []
    assert not any(Path(folder).exists() for folder in folders)


async def test_what_is_there_is_used_and_only_the_rest_started(desk: Desk) -> None:
    outside = {name: value for name, value in desk.environment.items() if name != MARK} | {"PULSE_SERVER": "unix:/nonexistent"}
    async with virtual_desk(None, False, outside, lambda line: None) as part:
        assert part.virtual == {"sound"}
        assert (part.display, part.environment["HOME"]) == (desk.display, desk.environment["HOME"])
        assert part.sound != desk.sound
        assert await missing(part.environment) == frozenset()
    async with virtual_desk(None, False, desk.environment, lambda line: None) as same:
        assert same == Desk.from_environment(desk.environment)
        assert same.virtual == frozenset()
    assert await missing(desk.environment) == frozenset()


async def test_two_desks_do_not_meet(desk: Desk) -> None:
    async with virtual_desk(None, True, os.environ, lambda line: None) as other:
        assert other.display != desk.display
        names = ("DBUS_SESSION_BUS_ADDRESS", "PULSE_SERVER", "XDG_RUNTIME_DIR", "HOME", MARK)
        assert all(other.environment[name] != desk.environment[name] for name in names)
    assert await missing(desk.environment) == frozenset()
