"""Sayso under a real `systemd --user`, in namespaces of its own, with the unit that is shipped."""

import asyncio
import os
import re
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from agent.sandbox.children import Children, find
from agent.sandbox.errors import DeskError
from agent.sandbox.warden import MARK
from shell import paths
from shell.bench.moment import listening
from shell.children import ROOT
from shell.errors import NotRunning, ShellError

UNIT = ROOT / "systemd" / "sayso.service"
MANAGER = Path("/lib/systemd/systemd")
START_S = 60.0
"""Seconds until Sayso listens under its unit, or does not."""
_END_S, _AGAIN_S = 5.0, 0.05
"""Seconds that what was in the manager gets to be gone, and between two looks."""
_SANDBOX = re.compile(r"(?m)^(?:Private|Protect|Restrict|SystemCall|NoNew|Capability|Keyring|LockPersonality)\w*=.*\n")
"""What the unit fences the daemon in with: it takes an ordinary user's manager, and here it is root's. What starts it again stays as it is."""
_SCRIPT = """
set -eu
for tree in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
  [ -w "$tree/cgroup.procs" ] && mkdir -p "$tree/$1" && echo $$ >"$tree/$1/cgroup.procs" || true
done
mount -t tmpfs tmpfs /run/systemd
mkdir -p /run/systemd/system
"$2" --user --log-target=console >"$3" 2>&1 &
until systemctl --user list-units >"$3.units" 2>&1; do sleep 0.05; done
systemctl --user start sayso.service || true
wait
"""
"""$1: name of the control group, $2: the manager, $3: its log. PID 1 of its namespace: everything in it ends with it."""


@asynccontextmanager
async def user_manager(environment: Mapping[str, str], limit_s: float = START_S) -> AsyncIterator[Mapping[str, str]]:
    """A user manager that runs sayso.service on the desk of this environment until the block ends; with it, the environment the daemon runs in.

    Raises ShellError where that cannot be done.
    """
    if os.getuid() or not MANAGER.exists():
        raise ShellError("a user manager of one's own needs root and systemd")
    home = Path(environment["HOME"])
    runtime = home / "run"  # the manager makes a bus in its own, and the desk's must stay
    runtime.mkdir(mode=0o700, exist_ok=True)
    environment = {**environment, "XDG_RUNTIME_DIR": str(runtime)}
    unit = Path(environment.get("XDG_CONFIG_HOME", home / ".config")) / "systemd" / "user" / UNIT.name
    unit.parent.mkdir(parents=True, exist_ok=True)
    # On a machine with Sayso installed @SAYSO@ is its command; here it is this interpreter in this folder.
    text = _SANDBOX.sub("", UNIT.read_text()).replace("@SAYSO@", f"{sys.executable} -m shell")
    log = home / "manager.log"
    bus = environment["DBUS_SESSION_BUS_ADDRESS"]  # the manager would name its own, where nothing of the desk is
    own = f"[Service]\nEnvironment=PYTHONPATH={ROOT} DBUS_SESSION_BUS_ADDRESS={bus}\nStandardError=append:{log}\n"
    unit.write_text(text.replace("[Service]\n", own, 1))
    name = f"sayso-bench-{os.getpid()}"
    children = Children(name, [], _silent)
    try:
        argv = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", find("bash", environment, "bash"), "-c", _SCRIPT, "bash"]
        await children.start([*argv, name, str(MANAGER), str(log)], {**environment, MARK: name}, "util-linux")
        try:
            await listening(paths.of(environment).socket, limit_s)
        except NotRunning as error:
            raise ShellError(f"sayso.service does not start under a manager of its own; see {log}") from error
        yield environment
    except DeskError as error:
        raise ShellError(str(error)) from error
    finally:
        await children.end()
        await _forget(name)


async def _forget(name: str) -> None:
    """Remove the control groups, which outlive what was in them, once that has ended."""
    made = [tree / name for tree in (Path("/sys/fs/cgroup/systemd"), Path("/sys/fs/cgroup/unified"), Path("/sys/fs/cgroup"))]
    deadline = time.monotonic() + _END_S
    while (left := [group for group in made if group.is_dir()]) and time.monotonic() < deadline:
        for group in left:
            for inner in (*sorted((path for path in group.rglob("*") if path.is_dir()), reverse=True), group):
                with suppress(OSError):
                    inner.rmdir()
        await asyncio.sleep(_AGAIN_S)


def _silent(_: str) -> None:
    return
