import os
import stat
from pathlib import Path

import pytest

from shell.errors import ShellError
from shell.paths import of, private_folder


def test_everything_lies_where_xdg_says() -> None:
    found = of({"HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s", "XDG_RUNTIME_DIR": "/r"})

    assert found.config_file == Path("/c/sayso/config.toml")
    assert found.ledger == Path("/s/sayso/ledger.db")
    assert (found.socket, found.lock) == (Path("/r/sayso/private.sock"), Path("/s/sayso/daemon.lock"))


def test_without_xdg_it_lies_below_the_home_folder() -> None:
    found = of({"HOME": "/h"})

    assert (found.config, found.state) == (Path("/h/.config/sayso"), Path("/h/.local/state/sayso"))
    assert str(os.getuid()) in str(found.runtime)


@pytest.mark.parametrize("name", ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"])
def test_an_empty_variable_is_none(name: str) -> None:
    assert of({"HOME": "/h", name: ""}) == of({"HOME": "/h"})


def test_a_private_folder_is_nobody_else_s_even_when_it_was_open(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o777)

    for made in (private_folder(tmp_path / "open"), private_folder(tmp_path / "a" / "b")):
        assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_a_private_folder_that_cannot_be_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ShellError, match="cannot be made this user's own"):
        private_folder(tmp_path / "file" / "below")
