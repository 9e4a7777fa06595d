from pathlib import Path

import pytest

from policies.cases import read_cases
from policies.errors import PolicyError


def read(tmp_path: Path, text: str):
    file = tmp_path / "tests.toml"
    file.write_text(text, encoding="utf-8")
    return read_cases(file)


def test_a_test_has_its_own_scene_or_the_files(tmp_path: Path):
    text = 'version = 1\n[scene]\napps = ["A"]\n[[test]]\nsay = "x"\n[[test]]\nsay = "y"\nmatch = false\nscene = { apps = ["B"] }\n'
    first, second = read(tmp_path, text)
    assert (first.scene.apps, first.match, first.line) == (("A",), True, 5)
    assert (second.scene.apps, second.match, second.line) == (("B",), False, 7)


@pytest.mark.parametrize(
    "line",
    ["colour = 1", 'match = "no"', 'verdict = "maybe"', "slots = { a = 1 }", "scene = { pets = [] }", 'scene = { apps = "A" }'],
)
def test_faults_name_the_line(tmp_path: Path, line: str):
    with pytest.raises(PolicyError) as caught:
        read(tmp_path, f'version = 1\n[[test]]\nsay = "x"\n{line}\n')
    assert caught.value.line == 4


def test_a_folder_may_have_no_tests(tmp_path: Path):
    assert read_cases(tmp_path / "tests.toml") == ()
