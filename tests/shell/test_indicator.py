import asyncio
import os
import signal
from pathlib import Path

import pytest

from agent.display.desk import Desk
from shell.config import Config, Look
from shell.indicator import indicator
from tests.shell.presence.conftest import bare  # noqa: F401
from tests.shell.stand import passed, until

ONE = "1280x800x24"


def desk_on(name: str, folder: Path) -> Desk:
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG")}
    environment = kept | {"DISPLAY": name, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    return Desk.from_environment(environment)


async def test_without_a_display_or_where_it_is_not_wanted_none_is_kept_trying(short_folder: Path) -> None:
    async with asyncio.timeout(20):
        await indicator(desk_on("", short_folder), Config())
        await indicator(desk_on("", short_folder), Config(ui=Look(indicator=False)))
    assert "display" in (short_folder / ".local/state/sayso/presence.log").read_text()


@pytest.mark.parametrize("bare", [ONE], indirect=True)
async def test_one_that_dies_is_started_again_and_it_ends_with_the_daemon(bare: str, short_folder: Path) -> None:  # noqa: F811
    async with asyncio.TaskGroup() as group:
        shown = group.create_task(indicator(desk_on(bare, short_folder), Config()))
        await until(lambda: children_of_ours() != [])
        (first,) = children_of_ours()
        os.kill(first, signal.SIGKILL)
        await until(lambda: children_of_ours() not in ([], [first]))
        shown.cancel()
    await passed(0.1)
    assert children_of_ours() == []


def children_of_ours() -> list[int]:
    """Indicators that this process started and that still run."""
    found: list[int] = []
    for place in Path("/proc").iterdir():
        if not place.name.isdigit():
            continue
        try:
            command = (place / "cmdline").read_bytes().split(b"\0")
            status = (place / "status").read_text()
        except OSError:
            continue
        if f"PPid:\t{os.getpid()}\n" in status and b"shell.presence" in command and "State:\tZ" not in status:
            found.append(int(place.name))
    return found
