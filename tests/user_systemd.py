"""A real user manager of systemd for tests, an ordinary user in it, and a virtual desk beside it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNTIME = "/run/user/1000"
_UP_S = 20.0
_DESK = """
import asyncio, json, os, sys
from pathlib import Path
from agent.sandbox.desk import virtual_desk

async def main():
    async with virtual_desk(Path(sys.argv[1]), True, os.environ, lambda line: None) as desk:
        print(json.dumps(dict(desk.environment)), flush=True)
        await asyncio.to_thread(sys.stdin.read)

asyncio.run(main())
"""


def why_not() -> str:
    """Why no user manager can run here; empty when it can."""
    if os.geteuid() != 0:
        return "needs root: it makes namespaces and a control group"
    missing = [name for name in ("unshare", "nsenter", "systemctl", "busctl") if shutil.which(name) is None]
    missing += [name for name in ("/lib/systemd/systemd", "/usr/lib/systemd/user/dbus.socket") if not Path(name).exists()]
    if missing:
        return f"needs {', '.join(missing)}"
    if not any(os.access(f"/sys/fs/cgroup{tree}/cgroup.procs", os.W_OK) for tree in ("", "/systemd")):
        return "needs control groups it may write"
    return ""


@dataclass
class UserSystemd:
    """One user manager; `run` runs a command as its user."""

    folder: Path
    pid: int
    """Of a process in its namespaces."""
    environment: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def argv(self, *words: str) -> list[str]:
        # The place comes last: it is entered before the namespaces' own view of it.
        enter = ["nsenter", f"--target={self.pid}", "--user", "--mount", "--pid", "--preserve-credentials", f"--wdns={ROOT}", "--"]
        return [*enter, *words]

    def run(self, *words: str, timeout: float = 30.0, check: bool = True, **more: str) -> str:
        """Its standard output, stripped; with check, a failure is raised with everything it said."""
        done = subprocess.run(
            self.argv(*words), env=self.environment | more, capture_output=True, text=True, timeout=timeout, stdin=subprocess.DEVNULL
        )
        assert not check or done.returncode == 0, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout.strip()

    def systemctl(self, *words: str, check: bool = True) -> str:
        return self.run("systemctl", "--user", *words, timeout=90, check=check)

    def show(self, unit: str, name: str) -> str:
        return self.systemctl("show", "--property", name, "--value", unit)

    def sayso(self, *words: str, timeout: float = 30.0, check: bool = True, **more: str) -> str:
        return self.run(str(Path(sys.executable).with_name("sayso")), *words, timeout=timeout, check=check, **more)


@contextmanager
def user_systemd() -> Iterator[UserSystemd]:
    """A user manager with a home of its own; everything in it is killed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="sayso-user-"))
    script = str(Path(__file__).with_name("user-systemd.sh"))
    process = subprocess.Popen(
        ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "bash", script, "prepare", str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "up\n", (folder / "manager.log").read_text()
        (child,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        environment = {
            "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(folder / "home"), "XDG_RUNTIME_DIR": RUNTIME,
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={RUNTIME}/bus",
        }  # fmt: skip
        yield UserSystemd(folder, int(child), environment)
        process.stdin.close()
        process.wait(10)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait(10)
        process.stdin.close()
        process.stdout.close()
        _remove_groups(folder.name)
        shutil.rmtree(folder, ignore_errors=True)


def _remove_groups(name: str) -> None:
    for tree in ("", "/systemd", "/unified"):
        top = Path(f"/sys/fs/cgroup{tree}/{name}")
        if top.is_dir():
            inner = sorted((path for path in top.rglob("*") if path.is_dir()), key=lambda path: -len(path.parts))
            for group in [*inner, top]:
                until(lambda group=group: not (group / "cgroup.procs").read_text(), 5)
                group.rmdir()


@contextmanager
def desk(home: Path) -> Iterator[dict[str, str]]:
    """The environment of a virtual desk: a display, sound and buses."""
    process = subprocess.Popen([sys.executable, "-c", _DESK, str(home)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())
    finally:
        process.stdin.close()
        process.wait(30)
        process.stdout.close()


def until(moment: Callable[[], bool], limit_s: float) -> float:
    """Seconds until the moment came; fails when it does not within limit_s."""
    began = time.monotonic()
    while not moment():
        assert time.monotonic() - began < limit_s, f"it did not come within {limit_s} s"
        time.sleep(0.02)
    return time.monotonic() - began
