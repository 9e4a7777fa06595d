from pathlib import Path

import pytest

from policies.check import check
from policies.load import BUILT_IN
from policies.new import new


def texts(directories: list[Path]) -> list[str]:
    return [str(finding) for finding in check(directories)]


def test_the_built_in_folders_are_clean():
    assert texts([BUILT_IN]) == []


def add(folder: Path, file: str, text: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "text", "finding"),
    [
        ("intents.toml", '[again]\nsentences = ["begin my garden routine"]\nsteps = [{ press = "a" }]\n', "two meanings"),
        ("intents.toml", '[odd]\nsentences = ["mix {a} {b}"]\nslots = { a = "app", b = "app" }\nsteps = [{ launch = "{a}" }]\n', "never reached"),
        ("intents.toml", '[burn]\nsentences = ["burn it"]\nsteps = [{ press = "a" }]\ngroups = ["irreversible"]\n', "is risky"),
        ("intents.toml", '[shy]\nsentences = ["hide it"]\nsteps = [{ press = "a" }]\nexamples = ["find it"]\n', "is not understood as garden.shy"),
        ("intents.toml", '[shy]\nsentences = ["hide it"]\nstep = 1\n', "unknown key"),
        ("rules.cedar", '@id("dead") forbid (principal, action, resource) when { context.own_window };\n', "garden/dead#1: never fires"),
        ("tests.toml", '[[test]]\nsay = "dance"\n', "is NotUnderstood"),
    ],
)
def test_what_is_wrong_is_found_with_its_line(tmp_path: Path, file: str, text: str, finding: str):
    folder = new("garden", tmp_path)
    add(folder, file, text)
    found = texts([BUILT_IN, tmp_path])
    assert any(finding in one and f"{folder / file}:" in one for one in found), found
