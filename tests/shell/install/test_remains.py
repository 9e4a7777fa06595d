import shlex
import shutil
from pathlib import Path

import pytest

from shell.install.remains import Remains, remains


def test_only_what_is_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_MODELS", str(tmp_path / "models"))
    (tmp_path / ".local/state/sayso/deep").mkdir(parents=True)
    (tmp_path / ".local/state/sayso/ledger.db").write_bytes(b"x" * 2000)
    (tmp_path / ".local/state/sayso/deep/more").write_bytes(b"x" * 500)
    (found,) = remains({"HOME": str(tmp_path)})

    assert (found.folder, found.size) == (tmp_path / ".local/state/sayso", 2500)


@pytest.mark.parametrize(("size", "words"), [(12, "12 bytes"), (2_500, "2 kB"), (145_000_000, "145 MB")])
def test_sizes_are_for_people(size: int, words: str) -> None:
    assert words in Remains(Path("/x"), "ledger", size).describe()


def test_the_way_to_erase_it_works_as_it_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "odd name"
    folder.mkdir()
    said = Remains(folder, "ledger", 0).describe()
    rm, flag, path = shlex.split(said.partition("erase it: ")[2])

    assert (rm, flag) == ("rm", "-r")
    shutil.rmtree(path)
    assert not folder.exists()
