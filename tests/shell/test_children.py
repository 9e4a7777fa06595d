import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import pytest

from shell import children
from shell.errors import ShellError
from tests.shell.stand import ROOT, running_pids, until


def module(folder: Path, text: str) -> dict[str, str]:
    """An environment in which `python -m grandchild` runs this text."""
    (folder / "grandchild.py").write_text(text)
    return {**os.environ, "PYTHONPATH": str(folder)}


async def test_a_child_runs_our_module_with_its_words_and_its_socket(tmp_path: Path) -> None:
    ours, theirs = socket.socketpair()
    text = "import shell.paths, socket, sys\nsocket.socket(fileno=int(sys.argv[1])).sendall(' '.join(sys.argv[2:]).encode())\n"
    with ours, theirs:
        process = await children.start("grandchild", [str(theirs.fileno()), "a b", "c"], module(tmp_path, text), (theirs,))
        assert await process.wait() == 0
        assert ours.recv(64) == b"a b c"


async def test_ending_is_patient_and_then_firm(tmp_path: Path) -> None:
    stubborn = "import signal, time, sys\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('up', flush=True)\ntime.sleep(60)\n"
    process = await children.start("grandchild", [], module(tmp_path, stubborn))
    await until(lambda: b"grandchild" in Path(f"/proc/{process.pid}/cmdline").read_bytes() and ignores_term(process.pid))

    assert await children.end(process, 0.2) == -signal.SIGKILL
    assert await children.end(process) == -signal.SIGKILL


async def test_a_child_that_ends_when_asked_keeps_its_code(tmp_path: Path) -> None:
    polite = "import signal, sys, time\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(3))\ntime.sleep(60)\n"
    process = await children.start("grandchild", [], module(tmp_path, polite))
    await until(lambda: catches_term(process.pid))

    assert await children.end(process) == 3


async def test_what_cannot_be_started_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ShellError, match=f"grandchild cannot be started: {tmp_path}: is a directory"):
        await children.start("grandchild", [], dict(os.environ), log=tmp_path)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
async def test_a_child_ends_with_its_parent_however_that_ends(tmp_path: Path, how: signal.Signals) -> None:
    (tmp_path / "grandchild.py").write_text("import time\ntime.sleep(60)\n")
    parent = (
        "import asyncio, os\nfrom shell import children\n\nasync def main():\n    child = await children.start('grandchild', [], dict(os.environ))\n"
        "    print(child.pid, flush=True)\n    await child.wait()\n\nasyncio.run(main())\n"
    )
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"}
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", parent, env=environment, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    child = int(await process.stdout.readline())
    process.send_signal(how)
    await process.wait()

    await until(lambda: not alive(child))
    assert process.returncode == -how


def alive(pid: int) -> bool:
    try:
        return "zombie" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def signals(pid: int, row: str) -> bool:
    mask = next(line.split()[1] for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith(row))
    return bool(int(mask, 16) & 1 << (signal.SIGTERM - 1))


def ignores_term(pid: int) -> bool:
    return signals(pid, "SigIgn:")


def catches_term(pid: int) -> bool:
    return signals(pid, "SigCgt:")


async def test_what_a_child_prints_and_complains_about_is_told_whatever_its_code(tmp_path: Path) -> None:
    text = "import sys\nprint('out', *sys.argv[1:])\nprint('err', file=sys.stderr)\nsys.exit(3)\n"

    assert await children.told("grandchild", ["a b"], module(tmp_path, text), 20) == (b"out a b\n", b"err\n")


async def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    mark = f"SAYSO_TEST={tmp_path}"
    environment = module(tmp_path, "import time\ntime.sleep(60)\n") | {"SAYSO_TEST": str(tmp_path)}
    with pytest.raises(TimeoutError):
        await children.told("grandchild", [], environment, 0.5)

    assert running_pids(mark) == []
