import stat
from pathlib import Path

import pytest

from shell.errors import ShellError
from shell.paths import Paths
from shell.welcome.progress import BROKEN_OFF, FINISHED, RESTART, SILENCE, STOPPED, Progress, file_of, held, read, wanted, write


@pytest.fixture
def place(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "config", tmp_path / "state", tmp_path / "run")


def test_what_was_written_is_read_and_is_nobody_else_s(place: Paths) -> None:
    path = file_of(place)
    assert write(path, Progress(("greeting",), STOPPED)) == ""

    assert read(path) == Progress(("greeting",), STOPPED)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["welcome.json"]


@pytest.mark.parametrize(("ended", "so"), [(BROKEN_OFF, True), (RESTART, True), (FINISHED, False), (STOPPED, False), (SILENCE, False)])
def test_it_begins_by_itself_only_when_it_never_did_or_was_cut_off(place: Paths, ended: str, so: bool) -> None:
    assert wanted(place)
    write(file_of(place), Progress((), ended))
    assert wanted(place) is so


@pytest.mark.parametrize("rubbish", ["", "{", '{"done": 3}', "[]"])
def test_a_file_that_cannot_be_read_is_a_fresh_beginning(place: Paths, rubbish: str) -> None:
    place.state.mkdir()
    file_of(place).write_text(rubbish)

    assert read(file_of(place)) == Progress()


def test_where_nothing_can_be_written_it_says_so_in_one_line(place: Paths) -> None:
    place.state.write_text("a file where the folder should be")

    assert "cannot be written" in write(file_of(place), Progress())


def test_there_is_one_at_a_time(place: Paths) -> None:
    with held(place), pytest.raises(ShellError, match="already on"), held(place):
        pytest.fail("two of them are on")
    with held(place):
        pass
