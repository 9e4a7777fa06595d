import json
import sqlite3
from pathlib import Path

import pytest

from agent.action import Launch, Ui, UiOp
from agent.ledger import Ledger
from tests.shell.stand import Sayso


@pytest.fixture
def path(home: Path) -> Path:
    """A ledger with one act done and one refused."""
    made = home / ".local" / "state" / "sayso" / "ledger.db"
    book = Ledger(made, lambda: 1_700_000_000.0)
    act = book.prepare("apps.open", Launch("x", "Calculator", ("x",), "x"), "policy")
    book.start(act, "once")
    book.finish(act, "done", "the window is new")
    book.refuse(book.prepare("screen.type", Ui(UiOp.TYPE, text="my secret"), "policy"), "user")
    book.close()
    return made


def test_every_entry_is_shown_for_people_and_for_programs(sayso: Sayso, path: Path) -> None:
    ran = sayso("ledger", "show")
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 5
    assert "open Calculator" in ran.out
    assert "my secret" not in ran.out

    entries = [json.loads(line) for line in sayso("ledger", "show", "--json").out.splitlines()]
    assert [entry["state"] for entry in entries] == ["prepared", "started", "done", "prepared", "refused"]


def test_a_sound_ledger_is_said_to_be(sayso: Sayso, path: Path) -> None:
    assert sayso("ledger", "verify").out == "sound: 5 entries, every one as it was written\n"
    assert json.loads(sayso("ledger", "verify", "--json").out) == {"sound": True, "entries": 5, "problems": []}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entries SET body = 'rubbish' WHERE seq = 2",
        'UPDATE entries SET body = \'{"by":"policy"}\' WHERE seq = 5',
        "DELETE FROM entries WHERE seq = 3",
        "DELETE FROM entries WHERE seq > 3",
        "UPDATE entries SET at = 1 WHERE seq = 1",
    ],
)
def test_a_change_is_found_and_is_no_crash(sayso: Sayso, path: Path, change: str) -> None:
    with sqlite3.connect(path) as book:
        book.execute(change)
    book.close()
    ran = sayso("ledger", "verify", "--json")

    assert ran.code == 1
    assert ran.err == ""
    assert json.loads(ran.out)["sound"] is False
    assert len(json.loads(ran.out)["problems"]) == 1


def test_an_entry_that_cannot_be_read_is_one_line(sayso: Sayso, path: Path) -> None:
    with sqlite3.connect(path) as book:
        book.execute("UPDATE entries SET body = 'rubbish' WHERE seq = 2")
    book.close()

    assert sayso("ledger", "show").complains("is damaged", "sayso ledger verify")


@pytest.mark.parametrize("verb", ["show", "verify"])
def test_a_file_that_is_no_ledger_is_one_line(sayso: Sayso, path: Path, verb: str) -> None:
    for beside in path.parent.iterdir():
        beside.unlink()
    path.write_bytes(b"not a database, " * 200)

    assert sayso("ledger", verb).complains(str(path))


def test_before_the_first_act_there_is_none(sayso: Sayso, home: Path) -> None:
    assert sayso("ledger", "show").complains("there is no ledger yet")
    assert not (home / ".local").exists()
