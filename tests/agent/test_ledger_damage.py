import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from agent.action import Launch
from agent.errors import LedgerError
from agent.ledger import Ledger, open_acts
from tests.agent.given import ROOT

ACT = Launch("calc", "Calculator", ("calc",), "calc")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "ledger.db"


def written(path: Path, acts: int = 3) -> Path:
    """A closed ledger with three entries an act."""
    ledger = Ledger(path, lambda: 1.5)
    for number in range(acts):
        act = ledger.prepare(f"tests.{number}", ACT, "policy")
        ledger.start(act, f"nonce-{number}")
        ledger.finish(act, "done", "seen")
    ledger.close()
    return path


def problems(path: Path) -> list[str]:
    """What opening and walking a ledger finds."""
    try:
        ledger = Ledger(path, lambda: 2.0)
    except LedgerError as error:
        return [str(error)]
    try:
        return ledger.verify()
    finally:
        ledger.close()


def changed(path: Path, *statements: str) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        db.execute(statement)
    db.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET state = 'refused' WHERE seq = 3",
        "UPDATE entries SET act = 9 WHERE seq = 4",
        "UPDATE entries SET at = 1.25 WHERE seq = 1",
        "UPDATE entries SET body = '{}' WHERE seq = 9",
        "UPDATE entries SET body = body || ' ' WHERE seq = 5",
        "UPDATE entries SET hash = 'x' WHERE seq = 9",
        "UPDATE entries SET hash = (SELECT hash FROM entries WHERE seq = 1) WHERE seq = 9",
        "UPDATE entries SET body = x'ff' WHERE seq = 2",
        "UPDATE entries SET body = CAST(x'ff' AS TEXT) WHERE seq = 2",
        "UPDATE entries SET seq = 99 WHERE seq = 9",
        "DELETE FROM entries WHERE seq = 1",
        "DELETE FROM entries WHERE seq = 5",
        "DELETE FROM entries WHERE seq = 9",
        "DELETE FROM entries WHERE seq > 3",
        "DELETE FROM entries",
        "INSERT INTO entries VALUES (10, 9, 'done', 1.0, '{}', 'x')",
        "DROP TABLE entries",
    ],
)
def test_tampering_is_found(path: Path, statement: str) -> None:
    written(path)
    assert problems(path) == []
    changed(path, statement)
    assert len(problems(path)) == 1


def test_renumbering_after_a_deletion_is_found(path: Path) -> None:
    changed(written(path), "DELETE FROM entries WHERE seq = 5", "UPDATE entries SET seq = seq - 1 WHERE seq > 5")
    assert problems(path) == ["entry 5 was changed"]


def test_another_ledger_or_an_older_copy_in_its_place_is_found(path: Path, tmp_path: Path) -> None:
    older = shutil.copy(written(path), tmp_path / "older.db")
    written(path)
    assert problems(path) == []
    shutil.copy(older, path)
    assert "cut short or replaced" in problems(path)[0]
    other = Ledger(tmp_path / "other" / "ledger.db", lambda: 9.0)
    other.prepare("tests.other", ACT, "policy")
    other.close()
    shutil.copy(tmp_path / "other" / "ledger.db", path)
    assert "cut short or replaced" in problems(path)[0]


@pytest.mark.parametrize("content", [b"", b"\n", b"0" * 64, b"\xff\xfe\x00", b"f" * 64])
def test_a_seal_that_is_not_of_this_ledger_is_found(path: Path, content: bytes) -> None:
    written(path).with_suffix(".head").write_bytes(content)
    assert len(problems(path)) == 1


def test_a_seal_that_was_taken_away_is_found(path: Path) -> None:
    written(path).with_suffix(".head").unlink()
    changed(path, "DELETE FROM entries WHERE seq > 6")
    assert "missing" in problems(path)[0]


def test_a_crash_before_the_seal_was_written_is_no_tampering(path: Path) -> None:
    seal = path.with_suffix(".head")
    ledger = Ledger(path, lambda: 1.0)
    ledger.prepare("tests.try", ACT, "policy")
    first = seal.read_text()
    ledger.start(1, "n")
    ledger.close()
    seal.write_text(first)
    assert problems(path) == []


@pytest.mark.parametrize("name", ["ledger.db", "ledger.db-wal"])
def test_a_copy_that_was_cut_anywhere_verifies_whole_or_is_found(tmp_path: Path, name: str) -> None:
    source = tmp_path / "source" / "ledger.db"
    ledger = Ledger(source, lambda: 1.5)  # kept open, so that the newest entries are in the -wal only
    chance = random.Random(7)
    for number in range(40):
        act = ledger.prepare(f"tests.{number}", ACT, "policy")
        ledger.start(act, "n")
        ledger.finish(act, "done", "seen" * chance.randrange(40))
    (whole,) = {len(ledger.entries())}
    size = (source.parent / name).stat().st_size
    found = 0
    for number, cut in enumerate(sorted({0, 1, size - 1, *(chance.randrange(size) for _ in range(40))})):
        copy = tmp_path / str(number)
        shutil.copytree(source.parent, copy)
        with (copy / name).open("r+b") as file:
            file.truncate(cut)
        told = problems(copy / "ledger.db")
        found += bool(told)
        if not told:
            again = Ledger(copy / "ledger.db", lambda: 2.0)
            assert len(again.entries()) == whole, cut
            again.close()
    ledger.close()
    assert found > 0


def test_noise_in_the_file_is_found_or_changes_nothing(tmp_path: Path) -> None:
    written(tmp_path / "source" / "ledger.db", 60)
    original = (tmp_path / "source" / "ledger.db").read_bytes()
    chance, found = random.Random(3), 0
    target = tmp_path / "target" / "ledger.db"
    target.parent.mkdir()
    for _ in range(60):
        content = bytearray(original)
        place = chance.randrange(len(content) - 16)
        content[place : place + 16] = chance.randbytes(16)
        target.with_suffix(".head").write_bytes((tmp_path / "source" / "ledger.head").read_bytes())
        target.write_bytes(content)
        told = problems(target)
        found += bool(told)
        if not told:
            again = Ledger(target, lambda: 2.0)
            assert len(again.entries()) == 180
            assert open_acts(again.entries()) == []
            again.close()
        for left in target.parent.iterdir():
            left.unlink()
    assert found > 30


KILLED = """
import os, signal, sys
from pathlib import Path
from agent.action import Launch
from agent.ledger import Ledger
ledger = Ledger(Path(sys.argv[1]), lambda: 1.0)
act = ledger.prepare("tests.try", Launch("calc", "Calculator", ("calc",), "calc"), "policy")
{more}
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(
    ("more", "last"),
    [("", "prepared"), ("ledger.start(act, 'n')", "started"), ("ledger.start(act, 'n'); ledger.finish(act, 'done', 'seen')", "done")],
)
def test_whatever_was_written_survives_a_kill(path: Path, more: str, last: str) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED.format(more=more), str(path)], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert problems(path) == []
    ledger = Ledger(path, lambda: 2.0)
    assert ledger.state(1) == last
    assert [entry.state for entry in open_acts(ledger.entries())] == ([] if last == "done" else [last])
    ledger.close()


WRITING = """
import sys
from pathlib import Path
from agent.action import Launch
from agent.ledger import Ledger
ledger = Ledger(Path(sys.argv[1]), lambda: 1.0)
print("ready", flush=True)
while True:
    act = ledger.prepare("tests.try", Launch("calc", "Calculator", ("calc",), "calc"), "policy")
    ledger.start(act, "n")
    print(act, flush=True)
    ledger.finish(act, "done", "seen")
"""


@pytest.mark.parametrize("after", [1, 7, 23])
def test_killed_while_it_writes_it_is_sound_and_keeps_all_it_promised(path: Path, after: int) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITING, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        told = ""
        for _ in range(after + 1):
            told = writer.stdout.readline().strip()
        writer.kill()
    assert told == str(after)
    assert problems(path) == []
    ledger = Ledger(path, lambda: 2.0)
    assert ledger.state(after) in ("started", "done")
    ledger.close()
