from pathlib import Path

import pytest

from policies.errors import PolicyError
from policies.toml import read_toml


def write(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "intents.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "line"),
    [("version = 1\n[a\n", 2), ("version = 2\n", 1), ("x = 1\n", 1), ("version = true\n", 1)],
)
def test_broken_files_name_the_line(tmp_path: Path, text: str, line: int):
    with pytest.raises(PolicyError) as caught:
        read_toml(write(tmp_path, text))
    assert caught.value.line == line


def test_a_missing_file_is_a_policy_error(tmp_path: Path):
    with pytest.raises(PolicyError, match="No such file"):
        read_toml(tmp_path / "intents.toml")


def test_values_of_the_wrong_type_name_their_key(tmp_path: Path):
    read = read_toml(write(tmp_path, "version = 1\n[a]\nreply = 3\nsentences = [1]\nslots = 1\nsteps = [1]\nfixed = { x = 1 }\n"))
    table = read.table_at(read.root, ("a",))
    for call, key in (
        (lambda: read.text_at(table, ("a", "reply")), "a.reply"),
        (lambda: read.texts_at(table, ("a", "sentences")), "a.sentences"),
        (lambda: read.table_at(table, ("a", "slots")), "a.slots"),
        (lambda: read.tables_at(table, ("a", "steps")), "a.steps"),
        (lambda: read.pairs_at(table, ("a", "fixed")), "a.fixed.x"),
        (lambda: read.refuse_unknown(table, ("a",), ("reply",)), "a.sentences"),
    ):
        with pytest.raises(PolicyError) as caught:
            call()
        assert caught.value.key == key
        assert caught.value.line >= 3
