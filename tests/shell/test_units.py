import sys
from collections.abc import Iterator

import pytest

from shell.units import Units
from tests.user_systemd import ROOT, UserSystemd, user_systemd, why_not

ASK = """
import asyncio, os
from shell.units import Units
from agent.display.bus import BusError

async def main():
    units = await Units.reach(os.environ)
    assert units is not None
    await units.reload()
    print(await units.state("one.service"), await units.start("one.service"), await units.state("one.service"))
    print(await units.stop("one.service"), await units.state("one.service"))
    print(await units.start("bad.service"), await units.state("bad.service"))
    await units.hand_over({"COLOUR": "dark blue"})
    print(await units.start("told.service"))
    await units.take_back(["COLOUR"])
    try:
        await units.start("none.service")
    except BusError as error:
        print(str(error).split(":")[0])
    units.close()

asyncio.run(main())
"""
UNITS = {
    "one.service": "[Service]\nExecStart=/bin/sleep 60\n",
    "bad.service": "[Service]\nType=oneshot\nExecStart=/bin/false\n",
    "told.service": "[Service]\nType=oneshot\nExecStart=/bin/sh -c 'echo \"$$COLOUR\" > %h/told'\n",
}


@pytest.fixture
def user() -> Iterator[UserSystemd]:
    if why := why_not():
        pytest.skip(f"a user manager {why}")
    with user_systemd() as made:
        yield made


def test_units_are_started_stopped_and_told(user: UserSystemd) -> None:
    folder = user.home / ".config/systemd/user"
    folder.mkdir(parents=True)
    for name, text in UNITS.items():
        (folder / name).write_text(text)
    program = user.home / "ask.py"
    program.write_text(ASK)
    said = user.run(sys.executable, str(program), PYTHONPATH=str(ROOT)).splitlines()

    assert said == ["inactive done active", "done inactive", "failed failed", "done", "org.freedesktop.systemd1.NoSuchUnit"]
    assert (user.home / "told").read_text() == "dark blue\n"
    assert "COLOUR" not in user.systemctl("show-environment")


@pytest.mark.parametrize("environ", [{}, {"XDG_RUNTIME_DIR": "/nowhere"}, {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus"}])
async def test_where_there_is_no_bus_there_is_no_manager(environ: dict[str, str]) -> None:
    assert await Units.reach(environ) is None


async def test_a_bus_without_systemd_is_no_manager(bus: str) -> None:
    assert await Units.reach({"DBUS_SESSION_BUS_ADDRESS": bus}) is None
