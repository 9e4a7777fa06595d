import asyncio
import os
import signal
from pathlib import Path

import pytest

from agent.display import x11
from agent.display.desk import Desk
from agent.display.overlays import SELECTION
from shell.config import Config, Look
from shell.event import Event, Failed
from shell.indicator import indicator
from shell.session import Session
from tests.shell.presence.conftest import bare  # noqa: F401
from tests.shell.stand import passed, until

ONE = "1280x800x24"


def desk_on(name: str, folder: Path, **more: str) -> Desk:
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG")}
    environment = kept | {"DISPLAY": name, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)} | more
    return Desk.from_environment(environment)


async def test_without_a_display_or_where_it_is_not_wanted_none_is_kept_trying(short_folder: Path) -> None:
    async with asyncio.timeout(20):
        await indicator(desk_on("", short_folder), Config(), Session())
        await indicator(desk_on("", short_folder), Config(ui=Look(indicator=False)), Session())
    assert "display" in (short_folder / ".local/state/sayso/presence.log").read_text()


@pytest.mark.parametrize("bare", [ONE], indirect=True)
async def test_one_that_dies_is_started_again_and_it_ends_with_the_daemon(bare: str, short_folder: Path) -> None:  # noqa: F811
    async with asyncio.TaskGroup() as group:
        shown = group.create_task(indicator(desk_on(bare, short_folder), Config(), Session()))
        await until(lambda: children_of_ours() != [])
        (first,) = children_of_ours()
        os.kill(first, signal.SIGKILL)
        await until(lambda: children_of_ours() not in ([], [first]))
        shown.cancel()
    await passed(0.1)
    assert children_of_ours() == []


CRASH = """
import pathlib, sys
mark = pathlib.Path(__file__).with_name("crashed")
if not mark.exists():
    mark.touch()
    sys.exit(1)
"""
"""Run by Python as it starts: the first time it ends as it does after an exception that nobody caught."""


@pytest.mark.parametrize("bare", [ONE], indirect=True)
async def test_one_that_crashes_once_comes_back(bare: str, short_folder: Path) -> None:  # noqa: F811
    (short_folder / "sitecustomize.py").write_text(CRASH)
    async with asyncio.TaskGroup() as group:
        desk = desk_on(bare, short_folder, PYTHONPATH=str(short_folder))
        shown = group.create_task(indicator(desk, Config(), Session()))
        await until(lambda: (short_folder / "crashed").exists())
        await until(lambda: shown.done() or shown_on(bare))
        assert not shown.done(), "one crash removed the indicator for good"
        shown.cancel()


@pytest.mark.parametrize("bare", [ONE], indirect=True)
async def test_where_another_one_is_shown_none_is_kept_trying(bare: str, short_folder: Path) -> None:  # noqa: F811
    async with asyncio.TaskGroup() as group:
        first = group.create_task(indicator(desk_on(bare, short_folder), Config(), Session()))
        await until(lambda: shown_on(bare))
        async with asyncio.timeout(20):
            await indicator(desk_on(bare, short_folder), Config(), Session())
        first.cancel()


def told_by(session: Session) -> list[str]:
    """What it is told to have failed, as that comes."""
    told = list[str]()

    def heed(event: Event) -> None:
        told.extend([event.why] if isinstance(event, Failed) else [])

    session.record(heed)
    return told


async def test_what_cannot_be_started_is_told_once_and_the_session_goes_on(short_folder: Path) -> None:
    session, log = Session(), short_folder / ".local/state/sayso/presence.log"
    told = told_by(session)
    log.mkdir(parents=True)
    await indicator(desk_on("", short_folder), Config(), session)
    assert told == [f"there is no indicator on the screen: shell.presence cannot be started: {log}: is a directory"]


async def test_a_state_folder_that_is_none_is_told_as_well(short_folder: Path) -> None:
    session = Session()
    told = told_by(session)
    (short_folder / ".local").write_text("")
    await indicator(desk_on("", short_folder), Config(), session)
    assert [why for why in told if "cannot be made" in why] == told != []


@pytest.mark.parametrize("bare", [ONE], indirect=True)
async def test_what_cannot_be_started_again_is_told_as_well(bare: str, short_folder: Path) -> None:  # noqa: F811
    session, log = Session(), short_folder / ".local/state/sayso/presence.log"
    told = told_by(session)
    async with asyncio.TaskGroup() as group:
        group.create_task(indicator(desk_on(bare, short_folder), Config(), session))
        await until(lambda: children_of_ours() != [])
        log.unlink()
        log.mkdir()
        os.kill(children_of_ours()[0], signal.SIGKILL)
    assert len(told) == 1
    assert "is a directory" in told[0]


def shown_on(display: str) -> bool:
    """Whether an indicator is announced on this display."""
    connection = x11.connect(display)
    owner = connection.get_selection_owner(connection.intern_atom(SELECTION))
    connection.close()
    return not isinstance(owner, int)


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
