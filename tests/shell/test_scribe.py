import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from agent.observation import Box, Element, Observation, Window
from shell.answers import Row
from shell.event import Acted, Acting, Answered, Asked, Ended, Event, Failed, Heard, Planned, Private, Understood
from shell.history import History
from shell.scribe import HIDDEN, Scribe, row_of
from tests.shell.stand import Stand, wait_for

SPOKEN = {"text": {"value": "hunter2", "source": "speech", "shown": "hunter2"}}
CLICKED = {"control": {"value": "a|b", "source": "screen", "shown": "Save"}}
TYPED = Acted(1, 3.0, 1, "type what you said into the password field", {"kind": "ui", "role": "password text", "text": "•"}, "confirmed", "5 letters")


def ended(outcome: str = "done", say: str = "Typed it.") -> Ended:
    return Ended(1, 9.0, outcome, say)


def rows(tmp_path: Path, *events: Event) -> Sequence[Row]:
    """What a scribe keeps of these events."""
    book = History(tmp_path / "history.db")
    scribe = Scribe(book, lambda: 7.0, lambda why: pytest.fail(why))
    for event in events:
        scribe.event(event)
    scribe.close()
    found = book.recall().rows
    book.close()
    return found


def test_a_turn_is_one_row(tmp_path: Path) -> None:
    act = Acted(1, 3.0, 1, "click Save", {"kind": "ui", "role": "push button"}, "confirmed", "the window closed")
    events = (
        Heard(1, 1.0, "click save", "typed"), Understood(1, 2.0, "screen.click", CLICKED), Planned(1, 2.0, ("click Save",)),
        Acting(1, 2.5, 1, "click Save"), act, ended("done", "Clicked Save."),
    )  # fmt: skip

    assert rows(tmp_path, *events) == (
        Row(1, 7.0, "click save", "typed", "screen.click", "done", "Clicked Save.", ("click Save: confirmed; the window closed",)),
    )


def test_every_turn_that_ends_is_kept_and_one_that_does_not_is_not(tmp_path: Path) -> None:
    events = (
        Heard(1, 1.0, "first"),
        ended("stopped", ""),
        Heard(2, 2.0, "stop"),
        Ended(2, 2.0, "stopped", "Stopped."),
        Heard(3, 3.0, "cut by a crash"),
    )

    found = rows(tmp_path, *events)
    assert [(row.said, row.outcome) for row in found] == [("stop", "stopped"), (HIDDEN, "stopped")]


@pytest.mark.parametrize(
    ("said", "events", "kept"),
    [
        ("type hunter2", (Private(1, 1.5), Understood(1, 2.0, "screen.type", SPOKEN), TYPED, ended()), False),
        ("type hunter2", (Understood(1, 2.0, "screen.type", SPOKEN), TYPED, ended()), False),
        ("hunter2", (Private(1, 1.5), ended("not_done", "I did not understand “hunter2”.")), False),
        ("type hunter2", (Private(1, 1.5), Asked(1, 2.0, "yes", "Did I hear right: type hunter2?"), ended("refused")), False),
        ("type hunter2", (Private(1, 1.5), Understood(1, 2.0, "screen.type", SPOKEN), ended("stopped", "")), False),
        ("do it again", (Private(1, 1.5), Understood(1, 2.0, "session.again"), Understood(1, 2.1, "screen.type", SPOKEN), ended()), False),
        ("type hunter2", (ended("stopped", ""),), False),
        ("confirm 4719", (ended("not_done", "I did not understand “confirm 4719”."),), False),
        ("Confirm four seven one nine.", (ended("not_done", "I did not understand."),), False),
        ("click save", (Private(1, 1.5), Understood(1, 2.0, "screen.click", CLICKED), ended()), True),
        ("type hello", (Understood(1, 2.0, "screen.type", SPOKEN), ended()), True),
        ("delete it", (Asked(1, 2.0, "yes", "Delete it?"), ended("stopped", "")), True),
        ("confirm with enter", (ended("done"),), True),
        ("stop", (ended("stopped", "Stopped."),), True),
    ],
)
def test_words_that_may_be_a_secret_are_not_kept(said: str, events: tuple[Event, ...], kept: bool) -> None:
    row = row_of(1.0, (Heard(1, 1.0, said), *events))

    assert (row.said == said) is kept
    if not kept:
        assert "hunter2" not in str(row)
        assert not any(letter.isdigit() for letter in row.said + row.say + "".join(row.steps))
        assert row.steps == (HIDDEN,) * sum(isinstance(event, Acted) for event in events)


def test_the_digits_of_a_challenge_are_in_no_file(tmp_path: Path) -> None:
    asked = Asked(1, 2.0, "challenge", "Pay the rent?", "4719")
    rows(tmp_path, Heard(1, 1.0, "pay the rent"), asked, Answered(1, 3.0, True, "voice", "confirm ••••"), ended("done", "Paid."))

    assert all(b"4719" not in file.read_bytes() for file in tmp_path.iterdir())


def test_a_database_that_cannot_be_written_is_told_once_and_again_only_after_it_worked(tmp_path: Path) -> None:
    path, told = tmp_path / "history.db", list[str]()
    path.mkdir()
    book = History(path)
    scribe = Scribe(book, time.time, told.append)
    for number in (1, 2, 3):
        scribe.event(Heard(number, 1.0, "x"))
        scribe.event(Ended(number, 2.0, "done", "y"))
    assert wait_for(lambda: len(told) == 1 and scribe._rows.empty(), 5)
    path.rmdir()
    scribe.event(Heard(4, 1.0, "four"))
    scribe.event(Ended(4, 2.0, "done", "y"))
    scribe.close()

    assert [row.said for row in book.recall().rows] == ["four"]
    book.close()
    assert len(told) == 1
    assert "history.db cannot be used" in told[0]


def test_a_slow_disk_never_holds_the_session_up_and_what_is_lost_is_told(tmp_path: Path) -> None:
    book, told = History(tmp_path / "history.db"), list[str]()
    scribe = Scribe(book, time.time, told.append)
    with book._lock:
        begun = time.monotonic()
        for number in range(1, 401):
            scribe.event(Heard(number, 1.0, "x"))
            scribe.event(Ended(number, 2.0, "done", "y"))
        took = time.monotonic() - begun
    scribe.close()
    kept = book.recall().total
    book.close()

    assert took < 0.5
    assert 256 <= kept <= 258
    assert sum(int(why.split(": ")[1].split()[0]) for why in told) == 400 - kept


def test_what_has_just_ended_is_found_at_once(tmp_path: Path) -> None:
    book = History(tmp_path / "history.db")
    scribe = Scribe(book, time.time, lambda why: pytest.fail(why))
    for number in range(1, 31):
        scribe.event(Heard(number, 1.0, "x"))
        scribe.event(Ended(number, 2.0, "done", "y"))
        assert scribe.recall("", 0, 1).total == number
    scribe.close()
    book.close()


def test_closing_writes_what_waits_and_ends_the_thread(tmp_path: Path) -> None:
    found = rows(tmp_path, *(event for number in range(1, 101) for event in (Heard(number, 1.0, "x"), Ended(number, 2.0, "done", "y"))))

    assert len(found) == 100
    assert not any(thread.name == "history" for thread in threading.enumerate())


async def test_what_was_done_for_a_person_is_found_again(stand: Stand, tmp_path: Path) -> None:
    book = History(tmp_path / "own.db")
    scribe = Scribe(book, time.time, lambda why: pytest.fail(why))
    stand.session.record(scribe.event)
    await stand.ended(await stand.hearing.typed("make a folder called taxes"))
    stand.session.publish(Failed(0, 1.0, "something else"))
    scribe.close()

    (row,) = book.recall("TAXES").rows
    book.close()
    assert (row.said, row.by, row.outcome, row.intent) == ("make a folder called taxes", "typed", "done", "files.make_folder")
    assert row.steps[0].startswith("make the folder taxes: confirmed")
    assert row.say == "Made the folder taxes."


async def test_what_is_said_to_a_password_field_is_found_in_no_file(stand: Stand, tmp_path: Path) -> None:
    box = Box(0, 0, 9, 9)
    field = Element("a|b", "password text", "Password", None, frozenset({"focused", "editable"}), box, "browser", 9)
    stand.eyes._left[:] = [Observation((Window(9, "Log in", "browser", 1, box, True),), (field,), 0.0, False)]
    book = History(tmp_path / "own" / "own.db")
    scribe = Scribe(book, time.time, lambda why: pytest.fail(why))
    stand.session.record(scribe.event)
    turn = await stand.hearing.typed("type hunter2")
    await stand.asked()
    stand.service.answered("no")
    await stand.ended(turn)
    await stand.ended(await stand.hearing.typed("hunter2"))
    scribe.close()

    assert [(row.said, row.intent, row.outcome) for row in book.recall().rows] == [(HIDDEN, "", "not_done"), (HIDDEN, "screen.type", "refused")]
    book.close()
    assert all(b"hunter2" not in file.read_bytes() for file in (tmp_path / "own").iterdir())


def test_a_turn_that_is_known_to_be_private_before_its_words_come_is_kept_without_them(tmp_path: Path) -> None:
    events = (Private(1, 0.5), Heard(1, 1.0, "type hunter2"), Understood(1, 2.0, "screen.type", SPOKEN), ended())

    assert [(row.said, row.outcome) for row in rows(tmp_path, *events)] == [(HIDDEN, "done")]
