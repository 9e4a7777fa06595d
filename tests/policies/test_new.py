from pathlib import Path

import pytest

from policies.check import check
from policies.examine import examine
from policies.load import BUILT_IN, load_set
from policies.new import new


@pytest.mark.parametrize("name", ["garden", "home_office", "x"])
def test_a_new_folder_passes_at_once(tmp_path: Path, name: str):
    assert new(name, tmp_path) == tmp_path / name
    assert check([BUILT_IN, tmp_path]) == ()
    assert all(not one.problem for one in examine(load_set([BUILT_IN, tmp_path]), [name]))


@pytest.mark.parametrize("name", ["", "../x", "Garden", "floor", "a b"])
def test_odd_names_are_refused(tmp_path: Path, name: str):
    with pytest.raises(ValueError, match="name"):
        new(name, tmp_path)


def test_nothing_is_overwritten(tmp_path: Path):
    new("garden", tmp_path)
    with pytest.raises(FileExistsError):
        new("garden", tmp_path)
