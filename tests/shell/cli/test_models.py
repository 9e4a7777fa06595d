import json

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
