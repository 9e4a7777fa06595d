import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.action import Bus, FileOp, Launch, Ui, UiOp, digest
from agent.errors import LedgerError, Void
from agent.ledger import Ledger, open_acts
from tests.agent.given import element, on, states, window

ACT = Launch("calc", "Calculator", ("calc",), "calc")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "ledger.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    made = Ledger(path, lambda: 1.5)
    yield made
    made.close()


def changed(path: Path, *statements: str) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        db.execute(statement)
    db.close()


def test_an_act_from_beginning_to_end(ledger: Ledger) -> None:
    act = ledger.prepare("tests.try", ACT, "policy")
    assert ledger.state(act) == "prepared"
    ledger.start(act, "nonce")
    ledger.finish(act, "done", "seen")
    assert states(ledger) == ["prepared", "started", "done"]
    first, second, third = ledger.entries()
    assert first.body == {"intent": "tests.try", "digest": digest(ACT), "policy": "policy", "kind": "launch", "op": "", "what": "open Calculator"}
    assert (second.body, third.body) == ({"nonce": "nonce"}, {"evidence": "seen"})
    assert [entry.seq for entry in ledger.entries(2)] == [2, 3]
    assert ledger.verify() == []


@pytest.mark.parametrize("before", [(), ("refuse",), ("start",), ("start", "done"), ("start", "unknown"), ("expired",)])
def test_a_permit_is_spent_once_and_never_after_a_no(ledger: Ledger, before: tuple[str, ...]) -> None:
    act = ledger.prepare("tests.try", ACT, "policy") if before else 77
    for step in before:
        match step:
            case "refuse":
                ledger.refuse(act, "user")
            case "start":
                ledger.start(act, "n")
            case _:
                ledger.finish(act, step, "")
    count = len(ledger.entries())
    with pytest.raises(Void):
        ledger.start(act, "n2")
    assert len(ledger.entries()) == count


@pytest.mark.parametrize(
    ("path_to", "last"),
    [
        (("done",), "prepared"),
        (("unknown",), "prepared"),
        (("started", "refused"), "started"),
        (("started", "expired"), "started"),
        (("started", "done", "refused"), "done"),
        (("started", "done", "not_done"), "done"),
        (("refused", "done"), "refused"),
        (("refused", "refused"), "refused"),
        (("expired", "refused"), "expired"),
    ],
)
def test_what_happened_can_not_be_taken_back(ledger: Ledger, path_to: tuple[str, ...], last: str) -> None:
    act = ledger.prepare("tests.try", ACT, "policy")

    def go(state: str) -> None:
        match state:
            case "started":
                ledger.start(act, "n")
            case "refused":
                ledger.refuse(act, "void")
            case _:
                ledger.finish(act, state, "")

    for state in path_to[:-1]:
        go(state)
    with pytest.raises(LedgerError, match="cannot become"):
        go(path_to[-1])
    assert ledger.state(act) == last
    assert ledger.verify() == []


def test_nobody_can_start_an_act_twice_behind_the_ledger_s_back(path: Path, ledger: Ledger) -> None:
    act = ledger.prepare("tests.try", ACT, "policy")
    ledger.start(act, "n")
    with pytest.raises(sqlite3.IntegrityError):
        changed(path, f"INSERT INTO entries VALUES (99, {act}, 'started', 1.0, '{{}}', 'x')")
    assert ledger.verify() == []


def test_open_acts_are_those_without_an_end(ledger: Ledger) -> None:
    numbers = [ledger.prepare("tests.try", ACT, "policy") for _ in range(4)]
    ledger.start(numbers[1], "n")
    ledger.refuse(numbers[2], "user")
    ledger.start(numbers[3], "n")
    ledger.finish(numbers[3], "done", "")
    assert numbers == [1, 2, 3, 4]
    assert [(entry.act, entry.state) for entry in open_acts(ledger.entries())] == [(1, "prepared"), (2, "started")]


SECRET = "hunter2 correct horse"


def test_typed_text_is_never_on_the_disk(path: Path, ledger: Ledger) -> None:
    for field in (None, element("Password", "password text")):
        act = ledger.prepare("screen.type", Ui(UiOp.TYPE, field, window(), SECRET), "policy")
        ledger.start(act, "n")
    assert ledger.entries()[0].body["what"] == "type 21 characters"
    for file in path.parent.iterdir():
        content = file.read_bytes()
        assert b"hunter" not in content, file.name
        assert digest(Ui(UiOp.TYPE, None, window(), SECRET)).encode() not in content, file.name


@pytest.mark.parametrize(("one", "other"), [("1234", "9876"), ("0000", "0001")])
def test_a_typed_pin_can_not_be_guessed_from_what_is_kept(ledger: Ledger, one: str, other: str) -> None:
    for pin in (one, other):
        ledger.prepare("screen.type", Ui(UiOp.TYPE, window=window(), text=pin), "policy")
    first, second = ledger.entries()
    assert first.body == second.body


def test_what_is_kept_of_a_file_act_finds_the_file_again(tmp_path: Path, ledger: Ledger) -> None:
    (tmp_path / "a").write_text("x")
    act = on(FileOp.RENAME, tmp_path / "a", str(tmp_path / "b"))
    ledger.prepare("files.rename", act, "policy")
    body = ledger.entries()[0].body
    assert (body["path"], body["to"], body["op"], body["what"]) == (act.path, act.to, "rename", "rename a to b")
    assert act.identity is not None
    assert json.loads(body["identity"])["inode"] == act.identity.inode


def test_bus_acts_are_kept(ledger: Ledger) -> None:
    ledger.prepare("tests.bus", Bus("org.a", "/", "org.a.B", "Do", "", ()), "policy")
    assert ledger.entries()[0].body["kind"] == "bus"


def test_what_is_no_ledger_is_said_in_one_line(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database, but long enough to be looked at" * 20)
    with pytest.raises(LedgerError, match="move it aside"):
        Ledger(path, lambda: 1.0)


def test_only_the_user_can_read_it(path: Path, ledger: Ledger) -> None:
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_ledger_that_cannot_be_written_is_told_and_nothing_starts(path: Path, ledger: Ledger) -> None:
    act = ledger.prepare("tests.try", ACT, "policy")
    other = sqlite3.connect(path, isolation_level=None)
    changed(path, "CREATE TRIGGER full BEFORE INSERT ON entries BEGIN SELECT RAISE(FAIL, 'disk full'); END")
    other.close()
    for write in (lambda: ledger.start(act, "n"), lambda: ledger.refuse(act, "user"), lambda: ledger.prepare("x", ACT, "p")):
        with pytest.raises((LedgerError, Void)):
            write()
    assert ledger.state(act) == "prepared"
    changed(path, "DROP TRIGGER full")
    ledger.start(act, "n")
    assert ledger.verify() == []


def test_a_clock_of_whole_seconds_is_no_tampering(path: Path) -> None:
    ledger = Ledger(path, lambda: 5)
    ledger.prepare("tests.try", ACT, "policy")
    assert ledger.verify() == []
    ledger.close()


def test_the_seal_follows_every_entry(path: Path, ledger: Ledger) -> None:
    steps: tuple[Callable[[], object], ...] = (
        lambda: ledger.prepare("x", ACT, "p"),
        lambda: ledger.start(1, "n"),
        lambda: ledger.finish(1, "done", ""),
    )
    for step in steps:
        step()
        assert path.with_suffix(".head").read_text().strip() == ledger.entries(1)[0].hash
