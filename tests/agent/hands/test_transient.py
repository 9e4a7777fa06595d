import os
import sys
from collections.abc import Iterator

import pytest

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
