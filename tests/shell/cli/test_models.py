import json
from pathlib import Path

import pytest

from shell.__main__ import main


def test_the_list_names_every_model_and_where_it_is(capsys: pytest.CaptureFixture[str]):
    assert main(["models", "list", "--json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert {"base", "tiny.en", "voice"} <= set(rows)
    assert rows["base"]["state"] == "ready"
    assert rows["base"]["size"] > 100_000_000


def test_what_is_here_is_not_fetched_again(capsys: pytest.CaptureFixture[str]):
    assert main(["models", "fetch", "voice"]) == 0
    assert capsys.readouterr().out == "voice: already here\n"


def test_an_unknown_model_is_one_line(capsys: pytest.CaptureFixture[str]):
    assert main(["models", "fetch", "huge"]) != 0
    assert capsys.readouterr().err.startswith("sayso: the model 'huge'")


def test_an_empty_store_is_missing_all_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SAYSO_MODELS", str(tmp_path))

    assert main(["models", "list"]) == 0
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == ["missing"] * 3
