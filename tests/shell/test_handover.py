import subprocess
import sys
from collections.abc import Iterator

import pytest

from shell.handover import BUSY
from shell.leaving import NAME
from tests.user_systemd import ROOT, UserSystemd, until, user_systemd, why_not

SESSION = """
import asyncio, os, sys
from shell.errors import ShellError
from shell.handover import Handover, alone
from shell.leaving import offered
from shell.units import Units

async def main():
    units = await Units.reach(os.environ)
    assert units is not None
    try:
        await alone(units)
    except ShellError as error:
        return print(error)
    handover = Handover(units, os.environ)
    over = asyncio.Event()
    async with offered(os.environ, over):
        print(await handover.start("sayso-session.target"), flush=True)
        line = await asyncio.to_thread(sys.stdin.readline)
    if "killed" not in line:
        await handover.give_back()
        print("left")

asyncio.run(main())
"""
UNITS = {
    "sayso-session.target": "[Unit]\nBindsTo=graphical-session.target\nWants=sayso.service\n",
    "sayso.service": "[Unit]\nPartOf=graphical-session.target\n[Service]\nExecStart=/bin/sh -c 'echo \"$$DISPLAY\" > %h/display; exec sleep 60'\n",
    "other-session.target": "[Unit]\nBindsTo=graphical-session.target\n",
}


@pytest.fixture(scope="module")
def user() -> Iterator[UserSystemd]:
    if why := why_not():
        pytest.skip(f"a user manager {why}")
    with user_systemd() as made:
        folder = made.home / ".config/systemd/user"
        folder.mkdir(parents=True)
        for name, text in UNITS.items():
            (folder / name).write_text(text)
        (made.home / "session.py").write_text(SESSION)
        made.systemctl("daemon-reload")
        yield made


def lived(user: UserSystemd, display: str, end: str = "") -> list[str]:
    """What a session says that is over at once; end: how."""
    script = f"echo {end} | {sys.executable} {user.home}/session.py"
    return user.run("sh", "-c", script, PYTHONPATH=str(ROOT), DISPLAY=display, XDG_CURRENT_DESKTOP="Sayso").splitlines()


def environment(user: UserSystemd) -> dict[str, str]:
    return dict(line.split("=", 1) for line in user.systemctl("show-environment").splitlines())


def states(user: UserSystemd) -> list[str]:
    return [user.show(unit, "ActiveState") for unit in ("sayso-session.target", "sayso.service", "graphical-session.target")]


def test_everything_is_as_it_was(user: UserSystemd) -> None:
    user.systemctl("set-environment", "XDG_CURRENT_DESKTOP=Mine")
    before = environment(user)

    assert lived(user, ":71") == ["done", "left"]
    assert (user.home / "display").read_text() == ":71\n"
    assert environment(user) == before
    assert states(user) == ["inactive"] * 3
    user.systemctl("unset-environment", "XDG_CURRENT_DESKTOP")


def test_the_desktop_that_is_there_keeps_its_display_and_goes_on(user: UserSystemd) -> None:
    user.systemctl("set-environment", "DISPLAY=:5")
    user.systemctl("start", "other-session.target")

    assert lived(user, ":71") == [BUSY]
    assert environment(user)["DISPLAY"] == ":5"
    assert states(user) == ["inactive", "inactive", "active"]
    user.systemctl("stop", "other-session.target", "graphical-session.target")
    user.systemctl("unset-environment", "DISPLAY")


def test_what_a_killed_session_left_is_no_other_desktop(user: UserSystemd) -> None:
    assert lived(user, ":71", "killed") == ["done"]
    assert states(user) == ["active"] * 3

    assert lived(user, ":72") == ["done", "left"]
    assert (user.home / "display").read_text() == ":72\n"
    assert "DISPLAY" not in environment(user)
    assert states(user) == ["inactive"] * 3


def test_a_second_session_of_ours_leaves_the_first_one_alone(user: UserSystemd) -> None:
    own = user.environment | {"PYTHONPATH": str(ROOT), "DISPLAY": ":71"}
    argv = user.argv(sys.executable, str(user.home / "session.py"))
    with subprocess.Popen(argv, env=own, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdin is not None
        assert first.stdout is not None
        assert first.stdout.readline() == "done\n"
        until(lambda: NAME in user.run("busctl", "--user", "--acquired", "list"), 5)

        assert lived(user, ":72") == [BUSY]
        assert environment(user)["DISPLAY"] == ":71"
        assert states(user) == ["active"] * 3
        first.stdin.close()
        assert first.stdout.read() == "left\n"
    assert states(user) == ["inactive"] * 3
