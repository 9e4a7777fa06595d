import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path

import pytest
from dbus_fast.aio.message_bus import MessageBus
from dbus_fast.constants import MessageType
from dbus_fast.message import Message

from agent.action import Launch
from agent.display.desk import Desk
from agent.errors import CannotAct, Unsure
from agent.hands.launcher import Launcher
from agent.hands.transient import passed_on, started, supervised, unit_name
from tests.user_systemd import ROOT, UserSystemd, until, user_systemd, why_not

LAUNCH = """
import asyncio, json, os, sys
from agent.action import Launch
from agent.display.desk import Desk
from agent.errors import CannotAct
from agent.hands.launcher import Launcher

async def main():
    launcher = Launcher(Desk.from_environment(os.environ), lambda: "1234")
    try:
        await launcher.perform(Launch(sys.argv[1], "Thing", tuple(sys.argv[2:]), "x"))
        print("started")
    except CannotAct as error:
        print(error)

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def user() -> Iterator[UserSystemd]:
    if why := why_not():
        pytest.skip(f"a user manager {why}")
    with user_systemd() as made:
        (made.home / "launch.py").write_text(LAUNCH)
        yield made


def launch(user: UserSystemd, app: str, *command: str, **more: str) -> str:
    return user.run(sys.executable, str(user.home / "launch.py"), app, *command, PYTHONPATH=str(ROOT), INVOCATION_ID="0" * 32, **more)


def test_an_app_is_a_unit_of_its_own_with_the_desks_environment(user: UserSystemd) -> None:
    script = 'echo "$COLOUR|$NOTIFY_SOCKET|$WATCHDOG_USEC|$PWD|$1|$2" > told.new; mv told.new told; exec sleep 60'
    said = launch(user, "org.x.My-App", "sh", "-c", script, "sh", "$HOME %h", "two words", COLOUR="dark blue", NOTIFY_SOCKET="/x", WATCHDOG_USEC="1")
    unit = r"app-sayso-org.x.My\x2dApp-1234.service"

    assert said == "started"
    until((user.home / "told").exists, 5)
    assert (user.home / "told").read_text() == f"dark blue|||{user.home}|$HOME %h|two words\n"
    assert (user.show(unit, "Slice"), user.show(unit, "Description"), user.show(unit, "PartOf")) == ("app.slice", "Thing", "graphical-session.target")
    user.systemctl("stop", unit)
    assert user.show(unit, "LoadState") == "not-found"


def test_a_program_that_hands_over_to_a_child_stays(user: UserSystemd) -> None:
    assert launch(user, "forks", "sh", "-c", "sleep 61 & exit 0") == "started"
    unit = "app-sayso-forks-1234.service"
    until(lambda: user.show(unit, "MainPID") == "0", 5)

    assert user.show(unit, "ActiveState") == "active"
    user.systemctl("stop", unit)


def test_what_does_not_start_is_said_and_not_kept(user: UserSystemd) -> None:
    broken = user.home / "broken"
    broken.write_text("#!/nowhere/interpreter\n")
    broken.chmod(0o755)

    assert launch(user, "broken", str(broken)) == f"I could not open Thing: {broken}: it does not start"
    assert launch(user, "gone", "no-such-program").startswith("I could not open Thing: no-such-program: no such file")
    assert user.systemctl("list-units", "--all", "--plain", "--no-legend", "app-sayso-*") == ""


def test_only_a_service_with_a_bus_is_supervised() -> None:
    assert supervised({"INVOCATION_ID": "1", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/x"})
    assert not supervised({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/x"})
    assert not supervised({"INVOCATION_ID": "1"})


def test_what_is_about_the_service_is_not_passed_on() -> None:
    given = {
        "HOME": "/h",
        "NOTIFY_SOCKET": "/n",
        "WATCHDOG_PID": "1",
        "LISTEN_FDS": "1",
        "INVOCATION_ID": "1",
        "BASH_FUNC_x%%": "() {}",
        "BELL": "\a",
    }

    assert passed_on(given | {"LISTENER": "kept", "TWO": "a\nb"}) == {"HOME": "/h", "LISTENER": "kept", "TWO": "a\nb"}


@pytest.mark.parametrize(("app", "name"), [("galculator", "app-sayso-galculator-7.service"), ("a/b", r"app-sayso-a\x2fb-7.service")])
def test_names_are_those_of_the_desktop_convention(app: str, name: str) -> None:
    assert unit_name(app, "7") == name
    assert len(unit_name(app * 300, "7")) < 256


async def test_without_a_user_manager_nothing_is_started() -> None:
    nowhere = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus"}

    assert not await started("app-sayso-x-1.service", "X", ["/bin/true"], nowhere)


SYSTEMD, PATH, MANAGER = "org.freedesktop.systemd1", "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager"


class Peculiar:
    """A user manager on a bus of its own that a test may have refuse, be silent or vanish."""

    def __init__(self, process: "subprocess.Popen[str]", address: str) -> None:
        self.process, self.address = process, address
        self.silent_at = ""
        """The call that it does not answer."""
        self.gone_at = ""
        """The call at which the whole bus dies."""
        self.unknown: tuple[str, ...] = ()
        """Properties that it does not know."""
        self.refusal = ""
        """What it says to every start."""
        self.asked: list[list[str]] = []
        """The names of the properties of every start."""
        self.bus: MessageBus

    def heed(self, message: Message) -> Message | bool | None:
        if message.message_type is not MessageType.METHOD_CALL:
            return None
        if message.member == self.gone_at:
            self.process.kill()
            return True
        if message.member == self.silent_at:
            return True
        if message.member != "StartTransientUnit":
            return Message.new_method_return(message)
        unit, _, properties, _ = message.body
        self.asked.append([name for name, _ in properties])
        if self.refusal:
            return Message.new_error(message, "org.freedesktop.systemd1.UnitExists", self.refusal)
        if unknown := next((name for name in self.asked[-1] if name in self.unknown), ""):
            words = f"Cannot set property {unknown}, or unknown property."
            return Message.new_error(message, "org.freedesktop.DBus.Error.PropertyReadOnly", words)
        self.bus.send(Message.new_method_return(message, "o", ["/job/1"]))
        self.bus.send(Message.new_signal(PATH, MANAGER, "JobRemoved", "uoss", [1, "/job/1", unit, "done"]))
        return True

    async def asked_for(self, limit_s: float = 5.0) -> bool:
        return await started("app-sayso-x-1.service", "X", ["/bin/true"], {"DBUS_SESSION_BUS_ADDRESS": self.address}, limit_s)


@pytest.fixture
def daemon() -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A session bus of our own, and its address."""
    with tempfile.TemporaryDirectory(prefix="st-") as folder:
        address = f"unix:path={folder}/bus"
        command = ["dbus-daemon", "--session", "--nofork", f"--address={address}", "--print-address=1"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline()
            yield process, address
            process.kill()


@pytest.fixture
async def peculiar(daemon: tuple["subprocess.Popen[str]", str]) -> AsyncGenerator[Peculiar]:
    made = Peculiar(*daemon)
    made.bus = await MessageBus(bus_address=made.address).connect()
    made.bus.add_message_handler(made.heed)
    await made.bus.request_name(SYSTEMD)
    yield made
    made.bus.disconnect()


async def test_a_systemd_that_does_not_know_exit_types_is_asked_without(peculiar: Peculiar) -> None:
    peculiar.unknown = ("ExitType",)

    assert await peculiar.asked_for()
    first, second = peculiar.asked
    assert [name for name in first if name not in second] == ["ExitType"]


@pytest.mark.parametrize(("unknown", "times"), [(("Slice",), 1), (("ExitType", "Slice"), 2)])
async def test_what_is_refused_is_said_with_its_reason(peculiar: Peculiar, unknown: tuple[str, ...], times: int) -> None:
    peculiar.unknown = unknown

    with pytest.raises(CannotAct, match="refuses: Cannot set property Slice"):
        await peculiar.asked_for()
    assert len(peculiar.asked) == times


async def test_what_is_refused_never_runs_in_the_daemons_own_sandbox(peculiar: Peculiar, tmp_path: Path) -> None:
    peculiar.refusal = "there is one\nalready"
    own = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "INVOCATION_ID": "1", "DBUS_SESSION_BUS_ADDRESS": peculiar.address}
    desk = Desk("", own, frozenset(), "")

    with pytest.raises(CannotAct, match="could not open Thing: mkfifo: the user manager refuses: there is one already"):
        await Launcher(desk).perform(Launch("x", "Thing", ("mkfifo", str(tmp_path / "ran")), "x"))
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(("member", "error"), [("Subscribe", CannotAct), ("StartTransientUnit", Unsure)])
@pytest.mark.parametrize("way", ["silent_at", "gone_at"])
async def test_a_manager_that_is_silent_or_vanishes_is_told_in_time(peculiar: Peculiar, way: str, member: str, error: type[Exception]) -> None:
    setattr(peculiar, way, member)

    async with asyncio.timeout(3):
        with pytest.raises(error, match="user manager"):
            await peculiar.asked_for(0.5)


async def test_a_bus_that_hangs_is_told_in_time(peculiar: Peculiar) -> None:
    peculiar.process.send_signal(signal.SIGSTOP)

    async with asyncio.timeout(3):
        with pytest.raises(CannotAct, match="does not answer"):
            await peculiar.asked_for(0.5)
