import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shell.stand import ROOT, Sayso, add_payments


def test_a_new_folder_passes_its_checks_and_tests_at_once_and_can_be_said(sayso: Sayso, home: Path) -> None:
    made = sayso("policy", "new", "lights")
    folder = home / ".config" / "sayso" / "policies" / "lights"

    assert made.code == 0, made.err
    assert str(folder) in made.out
    assert sayso("policy", "check", str(folder)).out == "nothing to complain about\n"
    assert sayso("policy", "test", str(folder)).code == 0
    tried = json.loads(sayso("policy", "try", "--json", "begin my lights routine").out)
    assert tried["match"] == "lights.start"
    assert "lights.start" in sayso("policy", "list").out


@pytest.mark.parametrize(
    "words", [("new",), ("new", "Lights"), ("new", "../lights"), ("new", "a", "b", "c"), ("try",), ("check", "nowhere"), ("test", "nowhere")]
)
def test_what_cannot_be_done_is_one_line(sayso: Sayso, words: tuple[str, ...]) -> None:
    assert sayso("policy", *words).complains()


def test_a_folder_that_is_there_is_not_written_over(sayso: Sayso) -> None:
    assert sayso("policy", "new", "lights").code == 0
    assert sayso("policy", "new", "lights").complains("policy new", "lights")


def test_what_is_wrong_is_named_with_file_line_and_key(sayso: Sayso, home: Path) -> None:
    add_payments(home / ".config")
    ran = sayso("policy", "check", "--json")
    (finding,) = json.loads(ran.out)

    assert ran.code == 1
    assert finding["file"].endswith("payments/intents.toml")
    assert (finding["line"], finding["key"]) == (3, "rent")


def test_the_built_in_tests_pass_and_the_tally_is_the_last_line(sayso: Sayso) -> None:
    ran = sayso("policy", "test")
    told = json.loads(sayso("policy", "test", "--json").out)

    assert ran.code == 0
    assert ran.out == f"{told['passed']} passed, 0 failed\n"
    assert told["passed"] > 50


def test_trying_shows_how_a_sentence_is_judged(sayso: Sayso, home: Path) -> None:
    (home / "budget.txt").write_text("rent")
    found = json.loads(sayso("policy", "try", "--json", "delete budget for good").out)

    assert found["match"] == "files.delete"
    assert found["verdict"] == "yes"
    assert found["slots"] == {"file": "budget.txt"}
    assert (home / "budget.txt").exists()


def test_everything_that_can_be_said_is_listed_with_its_place(sayso: Sayso) -> None:
    rows = {row["intent"]: row for row in json.loads(sayso("policy", "list", "--json").out)}

    assert rows["files.delete"]["groups"] == ["irreversible"]
    assert rows["files.delete"]["examples"]
    assert rows["files.delete"]["file"].split(":")[0].endswith("files/intents.toml")


def test_a_reader_that_leaves_early_is_no_trouble(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "shell", "policy", "list"]
    with subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) != 0
