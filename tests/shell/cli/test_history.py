import json
from pathlib import Path

import pytest

from shell.answers import Row
from shell.history import History
from shell.paths import of
from tests.shell.stand import Sayso


@pytest.fixture
def kept(environment: dict[str, str]) -> Path:
    """A history of three turns."""
    path = of(environment).history
    book = History(path)
    turns = (
        ("open the calculator", "voice", "done", "Opened it."), ("pay the rent", "typed", "refused", ""), ("stop", "voice", "stopped", "Stopped."),
    )  # fmt: skip
    for said, by, outcome, say in turns:
        book.add(Row(0, 1.0, said, by, "x.y", outcome, say, (f"{said}: confirmed; seen",) if outcome == "done" else ()))
    book.close()
    return path


def test_turns_are_told_the_newest_last(sayso: Sayso, kept: Path) -> None:
    ran = sayso("history", env={"TZ": "UTC"})

    assert ran.code == 0, ran.err
    assert ran.out == (
        "1970-01-01 00:00  “open the calculator”\n"
        "                  open the calculator: confirmed; seen\n"
        "                  → done: Opened it.\n"
        "1970-01-01 00:00  “pay the rent” (typed)\n"
        "                  → refused\n"
        "1970-01-01 00:00  “stop”\n"
        "                  → stopped: Stopped.\n"
    )


def test_words_and_a_limit_narrow_it_down(sayso: Sayso, kept: Path) -> None:
    assert sayso("history", "RENT", "pay").out.count("→") == 1
    assert sayso("history", "kettle").out == "nothing found\n"
    assert sayso("history", "--limit", "1").out.endswith("the newest 1 of 3; more with --limit N, or narrow it down with words\n")


def test_json_has_every_field_newest_first(sayso: Sayso, kept: Path) -> None:
    found = json.loads(sayso("history", "--json", "calculator").out)

    assert found["total"] == 1
    assert found["rows"] == [
        {
            "number": 1, "time": 1.0, "said": "open the calculator", "by": "voice", "intent": "x.y", "outcome": "done", "say": "Opened it.",
            "steps": ["open the calculator: confirmed; seen"],
        }
    ]  # fmt: skip


def test_erasing_needs_a_second_word(sayso: Sayso, kept: Path) -> None:
    assert sayso("history", "--erase").complains("sayso history --erase --yes")
    assert sayso("history", "--erase", "--yes", "rent").complains("takes no words")
    assert sayso("history", "--json").out.count("number") == 3

    assert sayso("history", "--erase", "--yes").out == "erased 3 turns\n"
    assert sayso("history").out == "nothing yet\n"
    assert b"calculator" not in kept.read_bytes()


def test_where_there_is_none_nothing_is_made(sayso: Sayso, environment: dict[str, str]) -> None:
    assert sayso("history").out == "nothing yet\n"
    assert sayso("history", "--json").out == '{"total":0,"rows":[]}\n'
    assert sayso("history", "--erase", "--yes").out == "erased 0 turns\n"
    assert not of(environment).history.exists()


def test_a_broken_one_is_one_line(sayso: Sayso, kept: Path) -> None:
    kept.write_text("no database" * 500)

    assert sayso("history").complains("history.db cannot be used", "move it aside")
