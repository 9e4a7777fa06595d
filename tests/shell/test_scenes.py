import os
import time
from pathlib import Path

import pytest

from agent.display.dryrun import DryEyes
from agent.scene import App
from shell.scenes import CAP, DEPTH, Scenes, files_below


def names(home: Path) -> list[str]:
    return [entry.name for entry in files_below(str(home))]


def test_the_nearest_come_first_hidden_and_protected_ones_never(home: Path) -> None:
    for path in ("b/deep.txt", "a.txt", ".hidden", "b/.secret", ".config/sayso/config.toml", ".ssh/id"):
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text("")

    assert names(home) == ["a.txt", "b", "deep.txt"]


def test_only_so_many_folders_down_can_be_named(home: Path) -> None:
    (home / "/".join(str(level) for level in range(DEPTH + 3))).mkdir(parents=True)

    assert names(home) == [str(level) for level in range(DEPTH)]


def test_one_huge_folder_does_not_break_the_limit(home: Path) -> None:
    for number in range(CAP + 50):
        (home / f"{number}.txt").touch()

    assert len(names(home)) <= CAP


def test_a_link_in_a_circle_is_a_file_like_any_other(home: Path) -> None:
    (home / "loop").symlink_to(home)
    (home / "dead").symlink_to(home / "nowhere")

    assert [(entry.name, entry.folder) for entry in files_below(str(home))] == [("dead", False), ("loop", False)]


@pytest.mark.parametrize("place", ["", "missing"])
def test_a_home_there_is_none_of_holds_nothing(home: Path, place: str) -> None:
    home.rmdir()

    assert names(home / place) == []


async def test_apps_and_files_are_gathered_once_and_kept_fresh(home: Path) -> None:
    app, reads = App("x", "X", (), ("x",), frozenset(), "x"), list[float]()

    def installed() -> tuple[App, ...]:
        reads.append(time.monotonic())
        return (app,)

    scenes = Scenes(str(home), DryEyes(), installed)
    (home / "a.txt").touch()
    first = await scenes.now()
    (home / "b.txt").touch()
    await scenes.prepare()
    second = await scenes.now()

    assert (first.apps, first.home) == ((app,), str(home))
    assert [entry.name for entry in first.files] == ["a.txt"]
    assert [entry.name for entry in second.files] == ["a.txt", "b.txt"]
    assert len(reads) == 1


async def test_a_glance_gathers_nothing_anew_and_the_last_scene_is_kept(home: Path) -> None:
    eyes = DryEyes()
    scenes = Scenes(str(home), eyes, lambda: ())
    assert scenes.last.home == str(home)
    (home / "a.txt").touch()
    first = await scenes.glance()
    (home / "b.txt").touch()
    second = await scenes.glance()

    assert [entry.name for entry in first.files] == [entry.name for entry in second.files] == ["a.txt"]
    assert eyes.looks == 2
    assert scenes.last is second


def test_a_name_that_is_no_text_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")

    assert [entry.name for entry in files_below(str(tmp_path))] == ["letter.txt"]
