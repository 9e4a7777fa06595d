"""The unit with the real daemon under a real user manager: it starts, works, comes back, gives up, and is taken out."""

import os
import signal
from pathlib import Path

import pytest

from tests.user_systemd import UserSystemd, until

UNIT = "sayso.service"
BACK_S = 8.0
"""Seconds in which a killed daemon listens again."""


def restarts(user: UserSystemd) -> int:
    return int(user.show(UNIT, "NRestarts"))


def answers(user: UserSystemd) -> bool:
    return user.show(UNIT, "ActiveState") == "active" and user.run("test", "-S", "/run/user/1000/sayso/private.sock", check=False) == ""


def group(user: UserSystemd, unit: str) -> list[int]:
    """Process ids, as seen from here, of a unit's processes; the main one first."""
    path = user.show(unit, "ControlGroup").rpartition("/")
    for tree in ("", "/systemd", "/unified"):
        found = [one for one in Path(f"/sys/fs/cgroup{tree}/{user.folder.name}").rglob(path[2]) if (one / "cgroup.procs").exists()]
        if found and (listed := (found[0] / "cgroup.procs").read_text().split()):
            return sorted(int(pid) for pid in listed)
    return []


def send(user: UserSystemd, unit: str, number: signal.Signals, which: int = 0) -> None:
    os.kill(group(user, unit)[which], number)


@pytest.fixture
def running(installed: UserSystemd) -> UserSystemd:
    """Started afresh, with its restarts counted from nought."""
    installed.systemctl("stop", UNIT)
    installed.systemctl("reset-failed", UNIT, check=False)
    installed.systemctl("start", UNIT)
    return installed


def test_it_works_inside_its_sandbox_and_apps_start_outside(running: UserSystemd, home: Path) -> None:
    assert running.sayso("say", "make a folder called trees", "--wait").startswith("Made the folder")
    assert (home / "trees").is_dir()

    running.sayso("say", "open the calculator", "--wait")
    (app,) = [line.split()[0] for line in running.systemctl("list-units", "--plain", "--no-legend", "app-sayso-*").splitlines()]
    assert app.startswith("app-sayso-galculator-")
    assert running.show(app, "Slice") == "app.slice"
    calculator = group(running, app)[0]
    assert "NoNewPrivs:\t0" in Path(f"/proc/{calculator}/status").read_text()
    assert "NoNewPrivs:\t1" in Path(f"/proc/{group(running, UNIT)[0]}/status").read_text()
    assert not {"NOTIFY_SOCKET", "WATCHDOG_USEC"} & environment(calculator).keys()

    send(running, UNIT, signal.SIGKILL)
    took = until(lambda: restarts(running) == 1 and answers(running), BACK_S)
    assert took <= BACK_S
    assert running.sayso("say", "make a folder called stones", "--wait").startswith("Made the folder")
    assert group(running, app)[0] == calculator

    running.systemctl("stop", app)
    until(lambda: running.systemctl("list-units", "--plain", "--no-legend", "app-sayso-*") == "", 5)


def environment(pid: int) -> dict[str, str]:
    pairs = Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")
    return dict(pair.partition("=")[::2] for pair in pairs if pair)


def test_children_of_the_daemon_cannot_speak_in_its_name(running: UserSystemd) -> None:
    ears = group(running, UNIT)[1]

    assert not {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"} & environment(ears).keys()


@pytest.mark.parametrize("which", [0, 1], ids=["the daemon hangs", "the ears hang"])
def test_what_hangs_is_started_again(installed: UserSystemd, home: Path, which: int) -> None:
    extra = home / ".config/systemd/user/sayso.service.d/watchdog.conf"
    extra.parent.mkdir(parents=True, exist_ok=True)
    extra.write_text("[Service]\nWatchdogSec=4\nTimeoutAbortSec=1\n")
    installed.systemctl("daemon-reload")
    installed.systemctl("restart", UNIT)
    try:
        until(lambda: len(group(installed, UNIT)) > 1, 10)
        before = restarts(installed)
        send(installed, UNIT, signal.SIGSTOP, which)
        until(lambda: restarts(installed) == before + 1 and answers(installed), 20)
    finally:
        extra.unlink()
        extra.parent.rmdir()
        installed.systemctl("daemon-reload")
        installed.systemctl("stop", UNIT)


def test_a_start_that_keeps_failing_ends(installed: UserSystemd) -> None:
    display = next(line for line in installed.systemctl("show-environment").splitlines() if line.startswith("DISPLAY="))
    installed.systemctl("stop", UNIT)
    installed.systemctl("reset-failed", UNIT, check=False)
    installed.systemctl("set-environment", "DISPLAY=:9876")
    try:
        installed.systemctl("start", UNIT, check=False)
        until(lambda: installed.show(UNIT, "ActiveState") == "failed", 25)
        assert restarts(installed) <= 6
    finally:
        installed.systemctl("set-environment", display)
        installed.systemctl("reset-failed", UNIT)


def test_the_session_bus_starts_it(installed: UserSystemd) -> None:
    installed.systemctl("stop", UNIT)
    started = ["org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "StartServiceByName", "su", "org.sayso.Shell1", "0"]
    installed.run("busctl", "--user", "call", *started, check=False)

    until(lambda: installed.show(UNIT, "ActiveState") == "active", 10)


def test_a_graphical_session_starts_it_and_takes_it_along(installed: UserSystemd, home: Path) -> None:
    installed.systemctl("stop", UNIT)
    desktop = home / ".config/systemd/user/desktop.target"
    desktop.write_text("[Unit]\nBindsTo=graphical-session.target\nBefore=graphical-session.target\n")
    installed.systemctl("daemon-reload")
    installed.systemctl("start", "desktop.target")
    until(lambda: answers(installed), 10)

    installed.systemctl("stop", "desktop.target")
    until(lambda: installed.show(UNIT, "ActiveState") == "inactive", 10)
    desktop.unlink()
    assert group(installed, UNIT) == []


def test_uninstall_stops_it_and_names_what_is_left(running: UserSystemd, home: Path) -> None:
    said = running.sayso("uninstall")

    assert running.show(UNIT, "ActiveState") == "inactive"
    assert running.show(UNIT, "LoadState") == "not-found"
    assert f"kept {home}/.local/state/sayso" in said
    assert not [path for path in home.rglob("*sayso*") if path.name != "sayso" and ".local/state/sayso" not in str(path)]
    running.sayso("install")
