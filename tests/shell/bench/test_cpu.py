import asyncio
import subprocess
import sys
from collections.abc import Iterator

import pytest

from shell.bench.cpu import busy_pct, family, part_of, spent_s

BUSY = "import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', 'print(1, flush=True)\\nwhile True: pass']); child.wait()"


@pytest.fixture
def busy() -> Iterator[int]:
    """A process that does nothing with a child that does all it can."""
    process = subprocess.Popen([sys.executable, "-c", BUSY], stdout=subprocess.PIPE, start_new_session=True)
    assert process.stdout is not None
    process.stdout.readline()
    below = family(process.pid)
    yield process.pid
    for pid in below:
        subprocess.run(["kill", "-9", str(pid)], check=False)
    process.wait(10)
    process.stdout.close()


async def test_what_a_child_uses_counts(busy: int) -> None:
    assert len(family(busy)) == 2
    whole, parts = await busy_pct(busy, 2, 0.3)

    assert len(whole) == 2
    assert all(5 < share < 130 for share in whole)
    assert sum(parts.values()) == pytest.approx(sum(whole) / 2, rel=0.3)


async def test_a_process_that_waits_uses_nothing() -> None:
    process = await asyncio.create_subprocess_exec("sleep", "60")
    whole, _ = await busy_pct(process.pid, 1, 0.2)
    process.kill()
    await process.wait()

    assert whole == [0.0]


async def test_a_process_that_is_gone_is_no_error() -> None:
    process = await asyncio.create_subprocess_exec("true")
    await process.wait()

    assert family(process.pid) == []
    assert spent_s([process.pid]) == {}
    assert part_of(process.pid) == "gone"
    assert await busy_pct(process.pid, 1, 0.05) == ([0.0], {})


async def test_a_part_is_named_by_its_module() -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "http.server", "--help", stdout=subprocess.DEVNULL)
    assert part_of(process.pid) in ("http.server", "gone", "python", "pytest")
    await process.wait()
