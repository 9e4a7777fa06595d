from pathlib import Path

from shell.install.errors import NotOurs


def test_it_is_one_line_that_names_the_file_and_what_to_do() -> None:
    said = str(NotOurs(Path("/home/x/sayso.service"), "was changed"))

    assert said.startswith("/home/x/sayso.service was changed; move it away")
    assert "\n" not in said
