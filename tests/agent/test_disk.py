import os
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.disk import identity, protected


@pytest.fixture
def home(tmp_path: Path) -> Path:
    place = tmp_path / "home"
    for folder in ("Documents/deep", ".config/sayso", ".ssh", ".config/foo", ".local/share/Trash"):
        (place / folder).mkdir(parents=True)
    (place / "keys").symlink_to(".ssh")
    (place / "out").symlink_to(tmp_path)
    (place / "docs").symlink_to("Documents")
    return place


@pytest.mark.parametrize(
    "path",
    [
        "", "/", "/..", "/.", "/Documents/..", "/Documents/deep/../..", "/../other", "/../../etc/passwd", "/../home",
        "/.config", "/.config/", "/.config/foo/..", "/docs/..",
        "/.config/sayso", "/.config/sayso/", "/.config/sayso/config.toml", "/.config/sayso/deep/new", "/.config/../.ssh/id",
        "/.local", "/.local/share", "/.ssh",
        "/.ssh/.", "/.ssh/id_rsa", "/keys/id_rsa", "/keys/", "/keys/.", "/docs/../.ssh/id", "/out/x", "/out/",
        "/.bashrc", "/.bash_login", "/.zshrc", "/.profile",
        "//.ssh//id", "/Documents/../.config/autostart/x.desktop", "/.local/share/Trash/files/x", "/nul\0l",
    ],
)  # fmt: skip
def test_out_of_bounds(home: Path, path: str) -> None:
    assert protected(f"{home}{path}", str(home))
    assert protected(f"{home}{path}", f"{home}/")


@pytest.mark.parametrize(
    "path",
    [
        "/Documents",
        "/Documents/",
        "/Documents/a.txt",
        "/Documents/deep/../a",
        "/new",
        "/keys",
        "/docs/new",
        "/.config/foo",
        "/.config/sayso2",
        "/.sshx",
        "/x/.ssh",
    ],
)
def test_within_bounds(home: Path, path: str) -> None:
    assert not protected(f"{home}{path}", str(home))


@pytest.mark.parametrize("path", ["Documents/a", "a", "", "./a", "~/a", "/etc/passwd", "/"])
def test_nothing_outside_home_and_no_relative_path(home: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    assert protected(path, str(home))


def test_a_home_that_is_a_link_is_the_same_home(home: Path, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to(home)
    alias = str(tmp_path / "alias")
    assert not protected(f"{alias}/Documents/a", alias)
    assert not protected(f"{home}/Documents/a", alias)
    assert protected(f"{alias}/.ssh/id", str(home))
    assert protected(alias, alias)


def _rewritten(file: Path) -> None:
    file.write_text("twice as long")


def _exchanged(file: Path) -> None:
    other = file.with_name("other")
    other.write_text(file.read_text())
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    other.replace(file)


def _touched(file: Path) -> None:
    os.utime(file, ns=(1, 1))


def _linked(file: Path) -> None:
    file.rename(file.with_name("real"))
    file.symlink_to("real")


@pytest.mark.parametrize("change", [_rewritten, _exchanged, _touched, _linked, Path.unlink])
def test_a_file_that_changed_is_another(tmp_path: Path, change: Callable[[Path], object]) -> None:
    file = tmp_path / "a"
    file.write_text("text")
    before = identity(str(file))
    assert before is not None
    assert (before.size, before.entries) == (4, 0)
    assert identity(str(file)) == before
    change(file)
    assert identity(str(file)) != before


@pytest.mark.parametrize(
    "change",
    [
        lambda place: (place / "sub" / "new").touch(),
        lambda place: (place / "sub" / "a").write_text("longer than it was"),
        lambda place: (place / "sub" / "a").unlink(),
        lambda place: (place / "sub" / "a").rename(place / "a"),
    ],
)
def test_a_folder_is_all_that_is_in_it(tmp_path: Path, change: Callable[[Path], object]) -> None:
    place = tmp_path / "place"
    (place / "sub").mkdir(parents=True)
    (place / "sub" / "a").write_text("12345")
    (place / "sub" / "away").symlink_to(tmp_path)
    before = identity(str(place))
    assert before is not None
    assert before.entries == 3
    change(place)
    assert identity(str(place)) != before


def test_a_link_is_itself_and_never_what_it_leads_to(tmp_path: Path) -> None:
    target = tmp_path / "big"
    target.mkdir()
    (target / "x").write_bytes(b"0" * 1000)
    link = tmp_path / "link"
    link.symlink_to("big")
    found = identity(str(link))
    assert found is not None
    assert (found.size, found.entries) == (3, 0)
    link.unlink()
    link.symlink_to("gone")
    assert identity(str(link)) is not None


@pytest.mark.parametrize("name", ["gone", "gone/deeper", "nul\0l"])
def test_nothing_has_no_identity(tmp_path: Path, name: str) -> None:
    assert identity(f"{tmp_path}/{name}") is None
