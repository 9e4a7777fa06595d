import os
import shutil
from pathlib import Path

import pytest

from shell.bench import unit
from shell.errors import ShellError


def test_what_starts_it_again_stays_as_it_is_shipped_and_the_fence_is_gone() -> None:
    shipped = unit.UNIT.read_text()
    left = unit._SANDBOX.sub("", shipped)

    for line in ("Type=notify", "Restart=on-failure", "RestartSec=", "WatchdogSec=", "KillMode=", "ExecStart=@SAYSO@ daemon"):
        assert line in shipped
        assert line in left
    assert "Private" not in left.replace("PrivateUsers: it makes", "")
    assert "SystemCallFilter" not in left


@pytest.mark.skipif(bool(os.getuid()) or not unit.MANAGER.exists() or not shutil.which("unshare"), reason="needs root and systemd")
async def test_a_service_that_does_not_start_is_told_and_nothing_is_left(short_folder: Path) -> None:
    folder, bus = str(short_folder), "unix:path=/none"
    bare = {"HOME": folder, "PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": folder, "DBUS_SESSION_BUS_ADDRESS": bus}  # no display: the daemon ends
    with pytest.raises(ShellError, match="does not start under a manager"):
        async with unit.user_manager(bare, limit_s=4.0):
            raise AssertionError("a daemon without a display listens")

    assert "cannot be opened" in (short_folder / "manager.log").read_text()
    assert not list(Path("/sys/fs/cgroup").glob(f"*/sayso-bench-{os.getpid()}"))
    assert not [path for path in Path("/proc").glob("[0-9]*/cmdline") if str(short_folder) in _command(path)]


def _command(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
