import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agent.action import Action, Bus, File, FileOp, Launch, Ui, UiOp
from agent.ledger import Ledger, open_acts
from agent.reconcile import reconcile
from tests.agent.given import ROOT, element, on, states, window


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = Ledger(tmp_path / "state" / "ledger.db", lambda: 1.0)
    yield made
    made.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "a.txt"
    made.write_text("text")
    return made


def interrupted(ledger: Ledger, act: Action) -> None:
    ledger.start(ledger.prepare("tests.try", act, "policy"), "n")


def told(ledger: Ledger) -> tuple[str, str]:
    """The state that the one open act came to, and the sentence."""
    (sentence,) = reconcile(ledger)
    return ledger.entries(1)[0].state, sentence


@pytest.mark.parametrize(
    "act",
    [
        Ui(UiOp.CLICK, element("Send"), window()),
        Ui(UiOp.TYPE, window=window(), text="hunter2"),
        Launch("calc", "Calculator", ("calc",), "calc"),
        Bus("org.a", "/", "org.a.B", "Do", "", ()),
    ],
    ids=lambda act: type(act).__name__,
)
def test_what_leaves_no_trace_stays_unknown(ledger: Ledger, act: Action) -> None:
    interrupted(ledger, act)
    state, sentence = told(ledger)
    assert state == "unknown"
    assert "cannot tell" in sentence
    assert "hunter2" not in sentence


def test_what_was_only_prepared_expires_in_silence(ledger: Ledger) -> None:
    ledger.prepare("tests.try", Launch("calc", "Calculator", ("calc",), "calc"), "policy")
    assert reconcile(ledger) == []
    assert states(ledger) == ["prepared", "expired"]


def test_what_ended_is_left_alone_and_nothing_is_told_twice(ledger: Ledger, file: Path) -> None:
    interrupted(ledger, on(FileOp.DELETE, file))
    ledger.finish(1, "done", "")
    interrupted(ledger, on(FileOp.DELETE, file))
    assert len(reconcile(ledger)) == 1
    assert reconcile(ledger) == []
    assert states(ledger) == ["prepared", "started", "done", "prepared", "started", "not_done"]
    assert ledger.verify() == []
    assert file.exists()


def _nothing(path: Path) -> None:
    """Leaves it as it is."""


def _renamed(path: Path) -> None:
    path.rename(path.with_name("b.txt"))


def _half_renamed(path: Path) -> None:
    os.link(path, path.with_name("b.txt"))


def _something_else_took_its_name(path: Path) -> None:
    path.with_name("b.txt").write_text("another")
    path.unlink()


def _changed(path: Path) -> None:
    path.write_text("longer than it was")


@pytest.mark.parametrize(
    ("op", "happened", "state"),
    [
        (FileOp.DELETE, Path.unlink, "done"),
        (FileOp.DELETE, _nothing, "not_done"),
        (FileOp.DELETE, _changed, "unknown"),
        (FileOp.TRASH, Path.unlink, "done"),
        (FileOp.TRASH, _nothing, "not_done"),
        (FileOp.RENAME, _renamed, "done"),
        (FileOp.RENAME, _nothing, "not_done"),
        (FileOp.RENAME, _half_renamed, "unknown"),
        (FileOp.RENAME, Path.unlink, "unknown"),
        (FileOp.RENAME, _something_else_took_its_name, "unknown"),
    ],
)
def test_file_acts_are_looked_up(ledger: Ledger, file: Path, op: FileOp, happened: Callable[[Path], object], state: str) -> None:
    interrupted(ledger, on(op, file, str(file.with_name("b.txt")) if op is FileOp.RENAME else ""))
    happened(file)
    found, sentence = told(ledger)
    assert found == state
    begins = {"done": "Before I was interrupted I did this", "not_done": "I was interrupted before I could", "unknown": "I was interrupted while"}
    assert sentence.startswith(begins[state])
    assert ledger.entries()[0].body["what"] in sentence


@pytest.mark.parametrize(
    ("op", "happened", "state"),
    [
        (FileOp.MAKE_FOLDER, Path.mkdir, "done"),
        (FileOp.MAKE_FOLDER, Path.touch, "unknown"),
        (FileOp.MAKE_FOLDER, _nothing, "not_done"),
        (FileOp.MAKE_FILE, Path.touch, "done"),
        (FileOp.MAKE_FILE, Path.mkdir, "unknown"),
        (FileOp.MAKE_FILE, lambda path: path.symlink_to("/"), "unknown"),
        (FileOp.MAKE_FILE, _nothing, "not_done"),
    ],
)
def test_new_things_are_looked_up(ledger: Ledger, tmp_path: Path, op: FileOp, happened: Callable[[Path], object], state: str) -> None:
    interrupted(ledger, on(op, tmp_path / "new"))
    happened(tmp_path / "new")
    assert told(ledger)[0] == state


def test_a_folder_half_deleted_is_unknown(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in "abc":
        (folder / name).write_text(name)
    interrupted(ledger, on(FileOp.DELETE, folder))
    (folder / "b").unlink()
    assert told(ledger)[0] == "unknown"
    assert sorted(left.name for left in folder.iterdir()) == ["a", "c"]


def test_without_an_identity_a_thing_that_is_there_is_never_called_unchanged(ledger: Ledger, file: Path) -> None:
    interrupted(ledger, replace(on(FileOp.DELETE, file), identity=None))
    assert told(ledger)[0] == "unknown"


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from agent.action import File, FileOp
from agent.disk import identity
from agent.hands.files import FileHands
from agent.ledger import Ledger
path, when = sys.argv[2:]
ledger = Ledger(Path(sys.argv[1]), lambda: 1.0)
act = File(FileOp.DELETE, path, "a.txt", identity=identity(path))
number = ledger.prepare("files.delete", act, "policy")
if when != "asking":
    ledger.start(number, "n")
if when == "after":
    asyncio.run(FileHands().perform(act))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("when", "state", "sentences"), [("asking", "expired", 0), ("before", "not_done", 1), ("after", "done", 1)])
def test_killed_between_start_and_finish(tmp_path: Path, file: Path, when: str, state: str, sentences: int) -> None:
    path = tmp_path / "killed" / "ledger.db"
    ended = subprocess.run([sys.executable, "-c", KILLED, str(path), str(file), when], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    ledger = Ledger(path, lambda: 2.0)
    assert ledger.verify() == []
    assert len(reconcile(ledger)) == sentences
    assert ledger.state(1) == state
    assert file.exists() is (when != "after")
    assert (open_acts(ledger.entries()), ledger.verify()) == ([], [])
    ledger.close()


def test_the_entry_tells_the_path_even_when_the_act_is_gone(ledger: Ledger, tmp_path: Path) -> None:
    interrupted(ledger, File(FileOp.MAKE_FILE, str(tmp_path / "x"), "x"))
    state, sentence = told(ledger)
    assert (state, sentence) == ("not_done", "I was interrupted before I could make the file x. It was not done.")
