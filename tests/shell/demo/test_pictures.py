import os
import re
from pathlib import Path

import pytest

from shell.demo.pictures import LOOKS, SCENES, SIZES, Scene, take

SMALL = SIZES[0]


def words(file: Path) -> str:
    """What a picture shows, without its drawing."""
    return file.read_text(encoding="utf-8").replace("&#160;", " ")


def lines(file: Path) -> set[str]:
    """The lines of letters in a picture, without bars and blocks."""
    found = re.findall(r">([^<>]+)</text>", words(file))
    return {line.strip() for line in found if re.search(r"[a-z]{3}", line)}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("home", "open the calculator"),
        ("plan", "from your contacts"),
        ("challenge", "confirm 4815"),
        ("choice", "Headset of Anna"),
        ("asleep", "wake up"),
        ("history", "make a folder called taxes"),
        ("help", "You can always say"),
    ],
)
async def test_each_picture_shows_its_scene(tmp_path: Path, name: str, shown: str) -> None:
    (file,) = await take(tmp_path, [(120, 40)], ["dark"], [scene for scene in SCENES if scene.name == name])

    assert file.name == f"{name}-dark-120x40.svg"
    assert shown in words(file)


async def test_the_same_scene_is_the_same_picture(tmp_path: Path) -> None:
    scene = next(scene for scene in SCENES if scene.name == "challenge")
    (one,), (other,) = [await take(tmp_path / name, [SMALL], ["light"], [scene]) for name in ("one", "other")]

    # Where a list stands may differ by a row and a scroll bar with it; what is told does not.
    assert len(lines(one) ^ lines(other)) <= 2


async def test_the_digits_are_in_no_picture_after_the_answer(tmp_path: Path) -> None:
    (file,) = await take(tmp_path, [SMALL], ["dark"], [scene for scene in SCENES if scene.name == "paid"])

    assert "4815" not in words(file)


async def test_each_look_is_unlike_the_others(tmp_path: Path) -> None:
    files = await take(tmp_path, [SMALL], LOOKS, [Scene("home")])

    assert len({file.read_text() for file in files}) == len(LOOKS)


async def test_nothing_of_this_machine_is_in_them_and_nothing_of_it_is_changed(tmp_path: Path) -> None:
    home, before = str(Path.home()), dict(os.environ)
    files = await take(tmp_path, [(120, 40)], ["dark"], [scene for scene in SCENES if scene.name in ("policies", "settings")])

    assert all("/home/you" in words(file) and f"{home}/" not in words(file) for file in files)
    assert dict(os.environ) == before
