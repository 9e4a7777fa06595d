import os
from pathlib import Path

import pytest

from agent.sandbox.children import Children, find
from agent.sandbox.errors import DeskError
from agent.sandbox.warden import MARK, marked
from tests.agent.seeing import gone


async def test_ends_its_children_their_children_and_its_folders(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    lines: list[str] = []
    children = Children("test-children", [folder], lines.append)
    await children.guard()
    environment = {**os.environ, MARK: "test-children"}
    child = await children.start(["sh", "-c", "setsid sleep 60 & exec sleep 60"], environment, "dash")
    assert os.getpgid(child.pid) == child.pid
    pids = marked("test-children")
    await children.end()
    assert gone(pids, 1)
    assert marked("test-children") == []
    assert not folder.exists()
    assert lines[:2] == ["starting sh", "ended sh"]


def test_a_missing_program_names_its_package() -> None:
    with pytest.raises(DeskError, match=r"^nosuchserver is not installed: sudo apt-get install nosuch$"):
        find("nosuchserver", {"PATH": "/usr/bin"}, "nosuch")
    assert find("sh", {"PATH": "/usr/bin:/bin"}, "dash").endswith("/sh")
