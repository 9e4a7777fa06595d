from pathlib import Path

import pytest

from policies.errors import PolicyError
from policies.steps import read_steps, references
from policies.toml import read_toml


def steps(tmp_path: Path, line: str):
    file = tmp_path / "intents.toml"
    file.write_text(f"version = 1\n[a]\nsteps = [{line}]\n", encoding="utf-8")
    read = read_toml(file)
    return read_steps(read, read.table_at(read.root, ("a",)), "a", frozenset({"file", "name"}))


def test_the_kinds_own_value_goes_by_value(tmp_path: Path):
    (step,) = steps(tmp_path, '{ file = "rename", path = "{file}", to = "{name}" }')
    assert step.kind == "file"
    assert dict(step.fields) == {"value": "rename", "path": "{file}", "to": "{name}"}


@pytest.mark.parametrize(
    "line",
    [
        '{ path = "{file}" }',
        '{ click = "a", press = "b" }',
        '{ file = "burn", path = "{file}" }',
        '{ file = "rename", path = "{file}" }',
        '{ file = "trash", path = "{file}", to = "x" }',
        '{ scroll = "up" }',
        '{ click = "{nothing}" }',
        '{ click = "x", colour = "red" }',
        "{ click = 3 }",
        '{ shell = "rm" }',
    ],
)
def test_other_steps_are_refused_with_their_line(tmp_path: Path, line: str):
    with pytest.raises(PolicyError) as caught:
        steps(tmp_path, line)
    assert caught.value.line == 3


def test_references_are_found_in_order():
    assert references("{a}/x/{b}") == ("a", "b")
