from pathlib import Path

from policies.errors import PolicyError


def test_one_line_names_file_line_and_key():
    assert str(PolicyError(Path("files/intents.toml"), 12, "delete.steps", "needs a path")) == "files/intents.toml:12: delete.steps: needs a path"


def test_a_fault_of_the_whole_file_has_no_key():
    assert str(PolicyError(Path("a.toml"), 1, "", "is not UTF-8")) == "a.toml:1: is not UTF-8"
