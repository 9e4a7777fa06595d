import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from agent.action import FileOp
from agent.disk import identity
from agent.errors import CannotAct, Unsure, Void
from agent.hands.files import FileHands
from tests.agent.given import on


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
import asyncio, ctypes, os, sys
from agent.action import File, FileOp
from agent.disk import identity
from agent.errors import AgentError
from agent.hands.files import FileHands
op, path, drop = sys.argv[1:]
if drop:
    os.setuid(65534)
try:
    asyncio.run(FileHands().perform(File(FileOp(op), path, "it", identity=identity(path))))
    print("done")
except AgentError as error:
    print(type(error).__name__, error)
"""


def alone(op: FileOp, path: Path, data: Path, drop: str = "") -> str:
    """The same in a process of its own: with a trash folder of its own, or without the right to write everywhere."""
    environment = {**os.environ, "XDG_DATA_HOME": str(data), "HOME": str(data)}
    return subprocess.run([sys.executable, "-c", ALONE, op, str(path), drop], env=environment, capture_output=True, text=True, check=True).stdout.strip()


def test_the_trash_can_be_undone(tmp_path: Path, file: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    assert alone(FileOp.TRASH, file, data) == "done"
    assert not file.exists()
    assert (data / "Trash" / "files" / "a.txt").read_text() == "text"
    assert "a.txt" in (data / "Trash" / "info" / "a.txt.trashinfo").read_text()


async def test_a_folder_that_goes_only_in_part_is_told_as_a_part(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to the superuser")
    folder = tmp_path / "folder"
    for name in ("easy", "hard"):
        (folder / name).mkdir(parents=True)
        (folder / name / "x").write_text("x")
    act = on(FileOp.DELETE, folder)
    (folder / "hard").chmod(0o500)
    try:
        with pytest.raises(Unsure, match="only a part"):
            await FileHands().perform(act)
    finally:
        (folder / "hard").chmod(0o700)
    assert (folder / "hard" / "x").exists()


def test_what_is_kept_to_undo_is_plain_json() -> None:
    assert json.dumps(str(FileOp.TRASH)) == '"trash"'
