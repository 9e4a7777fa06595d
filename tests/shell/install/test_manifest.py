from pathlib import Path

import pytest

from shell.errors import ShellError
from shell.install.manifest import Manifest, mark, read, written
from shell.install.plan import Piece


def test_none_is_an_empty_one(tmp_path: Path) -> None:
    assert read(tmp_path / "installed.json") == Manifest()


@pytest.mark.parametrize("text", ["", "[]", '{"files": 3}', '{"more": 1}'])
def test_one_that_cannot_be_understood_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "installed.json").write_text(text)
    with pytest.raises(ShellError, match=r"installed\.json: .* move it aside"):
        read(tmp_path / "installed.json")


def test_a_file_is_known_by_content_and_mode(tmp_path: Path) -> None:
    path = tmp_path / "file"
    assert mark(path) == ""
    path.write_bytes(b"text")
    path.chmod(0o644)
    assert mark(path) == written(Piece(path, b"text"))
    path.chmod(0o600)
    assert mark(path) != written(Piece(path, b"text"))


def test_a_link_is_known_by_where_it_points(tmp_path: Path) -> None:
    path = tmp_path / "link"
    path.symlink_to("/nowhere")

    assert mark(path) == written(Piece(path, link="/nowhere")) != written(Piece(path, link="/elsewhere"))
    assert mark(tmp_path) == "no file"
