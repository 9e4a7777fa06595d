import os
from pathlib import Path

import pytest

from shell.errors import ShellError
from shell.install.apply import put, take_out
from shell.install.errors import NotOurs
from shell.install.manifest import read
from shell.install.plan import Piece, Plan
from tests.shell.install.tree import snapshot


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A home with something in it."""
    made = tmp_path / "home"
    (made / ".config").mkdir(parents=True, mode=0o700)
    (made / ".config" / "theirs").write_text("x")
    (made / "link").symlink_to("nowhere")
    return made


def plan(place: Path, *texts: str) -> Plan:
    pieces = [Piece(place / f".config/deep/{number}", text.encode(), mode=0o755 if number else 0o644) for number, text in enumerate(texts)]
    pieces.append(Piece(place / ".config/wants/one", link=str(pieces[0].path)))
    return Plan(tuple(pieces), place / ".state/sayso/installed.json", (place / "rival",))


def test_in_and_out_leaves_the_home_as_it_was(place: Path) -> None:
    before, said = snapshot(place), []
    put(plan(place, "a", "b"), said.append)
    assert {path.name for path in place.rglob("*")} >= {"0", "1", "one", "installed.json"}
    assert [line.split()[0] for line in said] == ["wrote"] * 3

    assert take_out(plan(place, "a", "b"), said.append)
    assert snapshot(place) == before


def test_twice_is_as_good_as_once(place: Path) -> None:
    before = snapshot(place)
    put(plan(place, "a", "b"), print)
    once, said = snapshot(place), []
    put(plan(place, "a", "b"), said.append)

    assert snapshot(place) == once
    assert all(line.startswith("already there") for line in said)
    assert take_out(plan(place, "a", "b"), print)
    assert not take_out(plan(place, "a", "b"), print)
    assert snapshot(place) == before


def test_a_newer_version_replaces_its_own_files_and_drops_those_it_has_no_more(place: Path) -> None:
    before = snapshot(place)
    put(plan(place, "a", "b"), print)
    put(plan(place, "new"), print)
    assert (place / ".config/deep/0").read_text() == "new"
    assert not (place / ".config/deep/1").exists()

    take_out(plan(place, "newest"), print)
    assert snapshot(place) == before


@pytest.mark.parametrize("rival", ["rival", ".config/deep/1", ".config/wants/one"])
def test_a_file_of_the_users_is_never_overwritten_and_nothing_else_is_done(place: Path, rival: str) -> None:
    (place / rival).parent.mkdir(parents=True, exist_ok=True)
    (place / rival).write_text("mine")
    before = snapshot(place)
    with pytest.raises(NotOurs, match=rf"{rival}.*move it away first.*nothing was changed"):
        put(plan(place, "a", "b"), print)

    assert snapshot(place) == before


def test_a_file_changed_since_is_neither_overwritten_nor_removed(place: Path) -> None:
    put(plan(place, "a", "b"), print)
    (place / ".config/deep/1").write_text("mine now")
    with pytest.raises(NotOurs, match="was changed"):
        put(plan(place, "a", "c"), print)

    said: list[str] = []
    take_out(plan(place, "a", "b"), said.append)
    assert f"left {place}/.config/deep/1: it was changed since" in said
    assert (place / ".config/deep/1").read_text() == "mine now"
    assert not (place / ".state").exists()


def test_what_was_removed_by_hand_is_no_trouble(place: Path) -> None:
    before = snapshot(place)
    put(plan(place, "a", "b"), print)
    (place / ".config/wants/one").unlink()
    (place / ".config/wants").rmdir()
    take_out(plan(place, "a", "b"), print)

    assert snapshot(place) == before


def test_a_folder_that_somebody_else_uses_stays(place: Path) -> None:
    put(plan(place, "a"), print)
    (place / ".config/deep/theirs").write_text("x")
    take_out(plan(place, "a"), print)

    assert [path.name for path in (place / ".config/deep").iterdir()] == ["theirs"]


def test_an_installation_cut_short_can_be_taken_out(place: Path) -> None:
    before = snapshot(place)
    (place / ".config/wants").write_text("a file where a folder must be")
    with pytest.raises(ShellError, match="cannot be written"):
        put(plan(place, "a", "b"), print)
    assert (place / ".config/deep/0").exists()
    assert str(place / ".config/deep/0") in read(place / ".state/sayso/installed.json").files

    (place / ".config/wants").unlink()
    assert take_out(plan(place, "a", "b"), print)
    assert snapshot(place) == before


def test_modes_are_as_asked_whatever_the_umask(place: Path) -> None:
    old = os.umask(0o077)
    try:
        put(plan(place, "a", "b"), print)
    finally:
        os.umask(old)

    assert [(place / f".config/deep/{number}").stat().st_mode & 0o777 for number in (0, 1)] == [0o644, 0o755]
