import pytest

from shell.marks import Marks


@pytest.mark.parametrize(("asleep", "muted"), [(False, False), (True, False), (False, True), (True, True)])
def test_what_is_kept_is_there_for_the_next(tmp_path, asleep: bool, muted: bool) -> None:
    Marks(tmp_path).keep(not asleep, not muted)
    Marks(tmp_path).keep(asleep, muted)

    assert (Marks(tmp_path).asleep, Marks(tmp_path).muted) == (asleep, muted)
    assert len(list(tmp_path.iterdir())) == asleep + muted


def test_without_the_folder_nothing_is_marked(tmp_path) -> None:
    marks = Marks(tmp_path / "gone")

    assert (marks.asleep, marks.muted) == (False, False)
    with pytest.raises(FileNotFoundError):
        marks.keep(asleep=True, muted=False)
