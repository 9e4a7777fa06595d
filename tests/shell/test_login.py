import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from speech import models
from tests.shell.stand import Sayso, running_with
from tests.user_systemd import ROOT, UserSystemd, desk, until, user_systemd, why_not

SAYSO = str(Path(sys.executable).with_name("sayso"))
ACCESSIBLE = {"GTK_MODULES": "gail:atk-bridge", "QT_ACCESSIBILITY": "1", "XDG_CURRENT_DESKTOP": "Sayso", "XDG_SESSION_TYPE": "x11"}


@dataclass
class Login:
    """Somebody logged in by xinit."""

    process: subprocess.Popen[str]
    mark: str
    """NAME=value that everything started from the log-in carries."""
    folders: frozenset[str]
    """Folders of sessions that were there before."""

    def found(self, *words: str) -> list[str]:
        """Its processes whose command line has all of these words."""
        return [line for line in running_with(self.mark) if all(word in line for word in words)]

    def pid(self, *words: str) -> int:
        until(lambda: bool(self.found(*words)), 20)
        return int(self.found(*words)[0].split()[0])

    def ended(self) -> None:
        """The log-in is over, and nothing of it is left."""
        self.process.wait(20)
        until(lambda: not running_with(self.mark) and folders() == self.folders, 5)


def folders() -> frozenset[str]:
    return frozenset(path.name for path in Path("/tmp").glob("sayso-session-*"))


def free_display() -> str:
    return next(
        f":{number}" for number in range(60, 200) if not any(Path(place).exists() for place in (f"/tmp/.X11-unix/X{number}", f"/tmp/.X{number}-lock"))
    )


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with desk(tmp_path_factory.mktemp("desk")) as environment:
        yield environment["PULSE_SERVER"]


def logged_in(argv: list[str], environment: dict[str, str], log: Path) -> Login:
    mark, display, before = secrets.token_hex(6), free_display(), folders()
    command = [*argv, "xinit", SAYSO, "session", "--", "/usr/bin/Xvfb", display, "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with log.open("w") as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**environment, "LOGIN_MARK": mark}, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors, text=True
        )
    return Login(process, f"LOGIN_MARK={mark}", before)


@pytest.fixture
def plain(sound: str, environment: dict[str, str], tmp_path: Path) -> Iterator[Login]:
    """A log-in on a machine without a user manager, and without a session bus."""
    given = {name: value for name, value in environment.items() if name not in ("DBUS_SESSION_BUS_ADDRESS", "SAYSO_DESK")} | {"PULSE_SERVER": sound}
    login = logged_in([], given, tmp_path / "log")
    yield login
    if login.process.poll() is None:
        login.process.terminate()
        login.process.wait(20)


def test_a_log_in_without_systemd_is_a_whole_desktop_and_leaves_nothing(plain: Login, sayso: Sayso, environment: dict[str, str]) -> None:
    socket = Path(environment["XDG_RUNTIME_DIR"]) / "sayso" / "private.sock"
    until(socket.exists, 20)
    done = sayso("say", "open the calculator", "--wait")
    assert (done.code, done.out.strip()) == (0, "Opened the calculator, Galculator."), done.err
    calculator = Path(f"/proc/{plain.pid('galculator')}/environ").read_bytes().decode().split("\0")
    assert {f"{name}={value}" for name, value in ACCESSIBLE.items()} <= set(calculator)
    plain.pid("xterm", "SaysoTerminal", "sayso ui")

    daemon = plain.pid("-m shell daemon")
    os.kill(daemon, signal.SIGKILL)
    until(lambda: bool(plain.found("-m shell daemon")) and plain.pid("-m shell daemon") != daemon and socket.exists(), 10)

    until(lambda: sayso("say", "log out").code == 0, 10)
    until(lambda: sayso("answer", "yes").code == 0, 10)
    plain.ended()


def test_leaving_by_the_window_manager_ends_the_session(plain: Login) -> None:
    openbox = plain.pid("openbox --sm-disable")
    until(lambda: bool(plain.found("xterm")) or bool(plain.found("-m shell daemon")), 20)
    os.kill(openbox, signal.SIGTERM)  # which it takes as its own Exit: it ends with 0

    plain.ended()


def test_a_window_manager_that_crashes_comes_back(plain: Login) -> None:
    openbox = plain.pid("openbox --sm-disable")
    plain.pid("-m shell daemon")
    os.kill(openbox, signal.SIGKILL)

    until(lambda: bool(plain.found("openbox --sm-disable")) and plain.pid("openbox --sm-disable") != openbox, 10)


def test_when_the_session_itself_is_killed_nothing_is_left_either(plain: Login) -> None:
    plain.pid("-m shell daemon")
    os.kill(plain.pid("python", "sayso session"), signal.SIGKILL)

    plain.ended()


@pytest.fixture
def managed() -> Iterator[UserSystemd]:
    if why := why_not():
        pytest.skip(f"a user manager {why}")
    with user_systemd() as made:
        made.sayso("install")
        yield made


def test_a_log_in_under_systemd_runs_the_unit_and_leaves_nothing(managed: UserSystemd, sound: str, tmp_path: Path) -> None:
    given = managed.environment | {"PULSE_SERVER": sound, "SAYSO_MODELS": str(models.root())}
    login = logged_in(managed.argv(), given, tmp_path / "log")
    until(lambda: managed.show("sayso.service", "ActiveState") == "active", 20)
    assert managed.show("graphical-session.target", "ActiveState") == "active"

    assert managed.sayso("say", "open the calculator", "--wait") == "Opened the calculator, Galculator."
    assert "app-sayso-galculator" in managed.systemctl("list-units", "--plain", "app-sayso-*")
    assert not login.found("shell daemon"), "a second daemon runs beside the unit's"
    assert "XDG_CURRENT_DESKTOP=Sayso" in managed.systemctl("show-environment")

    os.kill(login.pid("python", "sayso session"), signal.SIGTERM)
    login.ended()
    assert [managed.show(unit, "ActiveState") for unit in ("sayso.service", "graphical-session.target", "sayso-session.target")] == ["inactive"] * 3
    assert managed.systemctl("list-units", "--plain", "--no-legend", "app-sayso-*") == ""
    assert "DISPLAY=" not in managed.systemctl("show-environment")


def test_a_log_in_beside_another_desktop_is_refused_and_harms_nothing(managed: UserSystemd, sound: str, tmp_path: Path) -> None:
    (managed.home / ".config/systemd/user/other.target").write_text("[Unit]\nBindsTo=graphical-session.target\n")
    managed.systemctl("daemon-reload")
    managed.systemctl("start", "other.target")
    managed.systemctl("set-environment", "DISPLAY=:5")
    login = logged_in(managed.argv(), managed.environment | {"PULSE_SERVER": sound, "SAYSO_MODELS": str(models.root())}, tmp_path / "log")
    login.ended()

    said = [line for line in (tmp_path / "log").read_text().splitlines() if line.startswith("sayso: ")]
    assert len(said) == 1
    assert "log out of it first" in said[0]
    assert "DISPLAY=:5" in managed.systemctl("show-environment").splitlines()
    assert [managed.show(unit, "ActiveState") for unit in ("other.target", "graphical-session.target")] == ["active"] * 2
    assert managed.show("sayso-session.target", "ActiveState") == "inactive"


def test_inside_another_desktop_the_unit_is_started_and_ends_with_the_display(managed: UserSystemd, sound: str, tmp_path: Path) -> None:
    given = managed.environment | {"SAYSO_MODELS": str(models.root())}
    with desk(tmp_path) as environment:
        known = {name: environment[name] for name in ("DISPLAY", "PULSE_SERVER", "GTK_MODULES")}
        inside = subprocess.Popen(managed.argv(SAYSO, "session", "--inside"), cwd=ROOT, env={**given, **known})
        until(lambda: managed.show("sayso.service", "ActiveState") == "active", 20)
    assert inside.wait(20) == 0
    until(lambda: managed.show("sayso.service", "ActiveState") != "active", 10)


def test_a_session_needs_a_display(sayso: Sayso) -> None:
    assert sayso("session").complains("needs a display", "xinit")
    assert sayso("session", "--inside", env={"DISPLAY": ":9876"}).complains("needs a display")
