import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from agent.action import File, FileOp
from agent.disk import identity
from agent.errors import CannotAct, Void
from agent.hands.files import FileHands
from tests.agent.given import ROOT, on


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "a.txt"
    made.write_text("text")
    return made


def everything(place: Path) -> dict[str, str]:
    """Each path below and what it holds."""
    return {str(path.relative_to(place)): path.read_text() if path.is_file() else "" for path in sorted(place.rglob("*"))}


async def test_new_things(tmp_path: Path) -> None:
    await FileHands().perform(on(FileOp.MAKE_FILE, tmp_path / "a"))
    await FileHands().perform(on(FileOp.MAKE_FOLDER, tmp_path / "b"))
    assert everything(tmp_path) == {"a": "", "b": ""}
    assert (tmp_path / "b").is_dir()


async def test_deleting(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "x").write_text("x")
    (folder / "out").symlink_to(file)
    await FileHands().perform(on(FileOp.DELETE, folder))
    assert everything(tmp_path) == {"a.txt": "text"}
    await FileHands().perform(on(FileOp.DELETE, file))
    assert everything(tmp_path) == {}


async def test_deleting_a_link_leaves_what_it_leads_to(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, target in (("one", file), ("two", folder)):
        (tmp_path / name).symlink_to(target)
        await FileHands().perform(on(FileOp.DELETE, tmp_path / name))
    assert everything(tmp_path) == {"a.txt": "text", "folder": ""}


@pytest.mark.parametrize("kind", ["file", "folder", "link", "link to a folder"])
async def test_renaming_keeps_what_it_is(tmp_path: Path, kind: str) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    (tmp_path / "target").mkdir()
    match kind:
        case "file":
            old.write_text("x")
        case "folder":
            old.mkdir()
            (old / "x").write_text("x")
        case _:
            old.symlink_to("nowhere" if kind == "link" else "target")
    before = identity(str(old))
    await FileHands().perform(on(FileOp.RENAME, old, str(new)))
    assert not os.path.lexists(old)
    assert identity(str(new)) == before


def _file(path: Path) -> None:
    path.write_text("theirs")


def _full(path: Path) -> None:
    path.mkdir()
    (path / "theirs").write_text("theirs")


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize("taken", [_file, Path.mkdir, _full, _dangling])
@pytest.mark.parametrize("what", [_file, _full])
async def test_nothing_is_ever_overwritten_by_a_rename(tmp_path: Path, taken: Callable[[Path], None], what: Callable[[Path], None]) -> None:
    what(tmp_path / "mine")
    taken(tmp_path / "taken")
    before = everything(tmp_path)
    with pytest.raises(CannotAct):
        await FileHands().perform(on(FileOp.RENAME, tmp_path / "mine", str(tmp_path / "taken")))
    assert everything(tmp_path) == before


@pytest.mark.parametrize("taken", [_file, _full, _dangling])
@pytest.mark.parametrize("op", [FileOp.MAKE_FILE, FileOp.MAKE_FOLDER])
async def test_nothing_is_ever_overwritten_by_something_new(tmp_path: Path, taken: Callable[[Path], None], op: FileOp) -> None:
    taken(tmp_path / "taken")
    before = everything(tmp_path)
    with pytest.raises(CannotAct, match="could not make the"):
        await FileHands().perform(on(op, tmp_path / "taken"))
    assert everything(tmp_path) == before
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("op", [FileOp.DELETE, FileOp.TRASH, FileOp.RENAME])
async def test_another_file_of_the_same_name_voids_the_permit(file: Path, op: FileOp) -> None:
    act = on(op, file, str(file.with_name("b")))
    file.write_text("another text")
    with pytest.raises(Void, match="no longer as it was"):
        await FileHands().perform(act)
    with pytest.raises(Void):
        await FileHands().perform(replace(on(op, file, act.to), identity=None))
    assert everything(file.parent) == {"a.txt": "another text"}
    file.unlink()
    for bound in (act, replace(act, identity=None)):
        with pytest.raises(Void):
            await FileHands().perform(bound)


async def test_what_the_system_refuses_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotAct, match=r"could not make the file a: no such file"):
        await FileHands().perform(on(FileOp.MAKE_FILE, tmp_path / "gone" / "a"))


ALONE = """
import asyncio, concurrent.futures.thread, os, sys
from agent.action import File, FileOp
from agent.disk import identity
from agent.errors import AgentError
from agent.hands.files import FileHands
op, path = sys.argv[1:]
os.chdir(os.path.dirname(path))
name = os.path.basename(path)
if os.geteuid() == 0:
    os.setuid(65534)  # nothing is forbidden to the superuser
try:
    asyncio.run(FileHands().perform(File(FileOp(op), name, "it", identity=identity(name))))
    print("done")
except AgentError as error:
    print(type(error).__name__, error)
"""
NOBODY = 65534


def alone(op: FileOp, path: Path) -> str:
    """The act in a process of its own, without a superuser's rights."""
    if os.geteuid() == 0:
        for place in (path.parent, path, *path.rglob("*")):
            os.chown(place, NOBODY, NOBODY)
    return subprocess.run(
        [sys.executable, "-c", ALONE, op, str(path)], env=dict(os.environ), capture_output=True, text=True, check=True
    ).stdout.strip()


TRASHED = """
import asyncio, sys
from agent.action import File, FileOp
from agent.disk import identity
from agent.hands.files import FileHands
asyncio.run(FileHands().perform(File(FileOp.TRASH, sys.argv[1], "it", identity=identity(sys.argv[1]))))
"""


def test_the_trash_can_be_undone(file: Path) -> None:
    data = file.parent / "data"
    data.mkdir()
    environment = {**os.environ, "XDG_DATA_HOME": str(data), "HOME": str(data)}
    done = subprocess.run([sys.executable, "-c", TRASHED, str(file)], env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
    assert not file.exists()
    assert (data / "Trash" / "files" / "a.txt").read_text() == "text"
    assert "a.txt" in (data / "Trash" / "info" / "a.txt.trashinfo").read_text()


def test_a_folder_that_goes_only_in_part_is_told_as_a_part(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    for name in ("easy", "hard"):
        (folder / name).mkdir(parents=True)
        (folder / name / "x").write_text("x")
    (folder / "hard").chmod(0o500)
    assert alone(FileOp.DELETE, folder).startswith("Unsure only a part of it was done: permission denied")
    assert (folder / "hard" / "x").exists()
    (folder / "hard").chmod(0o700)


def test_a_folder_of_which_nothing_goes_is_told_as_not_done(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "x").write_text("x")
    folder.chmod(0o500)
    assert alone(FileOp.DELETE, folder).startswith("CannotAct I could not delete it")
    assert (folder / "x").exists()
    folder.chmod(0o700)


async def test_what_is_begun_on_the_disk_ends_before_a_cancelled_act_returns(tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3000):
        (folder / str(number)).write_text("x")
    act = File(FileOp.DELETE, str(folder), "many", identity=identity(str(folder)))
    async with asyncio.TaskGroup() as group:
        doing = group.create_task(FileHands().perform(act))
        while len(os.listdir(folder)) == 3000 if folder.exists() else False:  # noqa: ASYNC110
            await asyncio.sleep(0)
        doing.cancel()
    assert not folder.exists()
