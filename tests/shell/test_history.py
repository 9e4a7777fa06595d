import random
import sqlite3
import stat
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from shell.answers import Row
from shell.errors import ShellError
from shell.history import KEPT, PAGE, History


@pytest.fixture
def book(tmp_path: Path) -> Iterator[History]:
    made = History(tmp_path / "state" / "history.db")
    yield made
    made.close()


def row(said: str, say: str = "", steps: tuple[str, ...] = ()) -> Row:
    return Row(0, 1.5, said, "typed", "files.delete", "done", say, steps)


def said(book: History, words: str = "", before: int = 0, limit: int = 200) -> Sequence[str]:
    return [one.said for one in book.recall(words, before, limit).rows]


def test_what_is_kept_comes_back_whole_and_newest_first(book: History) -> None:
    book.add(row("delete budget", "Deleted budget.", ("delete budget: confirmed; it is gone", "wait: confirmed; quiet")))
    book.add(row("open it"))

    found = book.recall()
    assert [one.number for one in found.rows] == [2, 1]
    assert found.total == 2
    assert found.rows[1] == Row(
        1, 1.5, "delete budget", "typed", "files.delete", "done", "Deleted budget.",
        ("delete budget: confirmed; it is gone", "wait: confirmed; quiet"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("budget", ["Delete the Budget"]),
        ("BUD let", ["Delete the Budget"]),
        ("gone", ["Delete the Budget"]),
        ("sunk", ["Delete the Budget"]),
        ("delete straße", []),
        ("STRASSE", ["Öffne die Straße"]),
        ("öffne", ["Öffne die Straße"]),
        ("%", []),
        ("_", []),
        ("  ", ["Öffne die Straße", "Delete the Budget"]),
        ("e", ["Öffne die Straße", "Delete the Budget"]),
    ],
)
def test_all_words_must_be_there_in_any_case_in_what_was_said_answered_or_done(book: History, words: str, found: list[str]) -> None:
    book.add(row("Delete the Budget", "It is gone.", ("ship: sunk",)))
    book.add(row("Öffne die Straße"))

    assert said(book, words) == found


def test_pages_go_back_in_time_and_are_never_too_long(book: History) -> None:
    for number in range(1, 8):
        book.add(row(f"turn {number} {'odd' if number % 2 else 'even'}"))

    assert said(book, limit=2) == ["turn 7 odd", "turn 6 even"]
    assert said(book, before=6, limit=2) == ["turn 5 odd", "turn 4 even"]
    assert said(book, "odd", before=5) == ["turn 3 odd", "turn 1 odd"]
    assert book.recall("odd", before=5).total == 4
    assert said(book, limit=-1) == []
    assert said(book, before=1) == []


def filled(path: Path, count: int) -> None:
    """Put many rows in at once."""
    book = History(path)
    book.add(row("first"))
    book.close()
    words, dice = ("open", "the", "calculator", "budget", "report", "summer", "winter", "folder", "delete", "rename", "hello"), random.Random(1)

    def text(length: int) -> str:
        return " ".join(dice.choice(words) for _ in range(length))

    db = sqlite3.connect(path)
    for number in range(2, count + 1):
        spoken, done = text(6), text(20)
        db.execute("INSERT INTO turns VALUES (?, 1.0, ?, 'voice', 'a.b', 'done', '', ?)", (number, spoken, f'["{done}"]'))
        db.execute("INSERT INTO words VALUES (?, ?)", (number, f"{spoken}\n\n{done}"))
    db.commit()
    db.close()


def test_ten_thousand_rows_are_searched_and_paged_in_no_time(book: History, tmp_path: Path) -> None:
    filled(tmp_path / "state" / "history.db", 10_000)
    for words, before in (("", 0), ("", 5000), ("budget", 0), ("budget winter", 5000), ("zebra", 0)):
        took: list[float] = []
        for _ in range(9):
            begun = time.perf_counter()
            book.recall(words, before, 200)
            took.append(time.perf_counter() - begun)
        assert statistics.median(took) < 0.03, words  # some 5 ms where nothing else runs

    assert len(book.recall(limit=10_000).rows) == PAGE


def test_only_the_newest_are_kept(book: History, tmp_path: Path) -> None:
    filled(tmp_path / "state" / "history.db", KEPT)
    book.add(row("one more"))

    found = book.recall(limit=1)
    assert (found.total, found.rows[0].number) == (KEPT, KEPT + 1)
    assert book.recall("first").total == 0
    assert [one.number for one in book.recall(before=4).rows] == [3, 2]


def test_erasing_leaves_no_word_on_the_disk_and_numbers_go_on(book: History, tmp_path: Path) -> None:
    for number in range(50):
        book.add(row(f"my secret plan {number}", "x" * 500))

    assert book.erase() == 50
    left = b"".join(file.read_bytes() for file in (tmp_path / "state").iterdir())
    assert b"secret plan" not in left
    book.add(row("new"))
    assert [(one.number, one.said) for one in book.recall().rows] == [(51, "new")]


def test_another_process_may_erase_while_we_have_it_open(book: History, tmp_path: Path) -> None:
    book.add(row("old"))
    other = History(tmp_path / "state" / "history.db")
    assert other.erase() == 1
    other.close()
    book.add(row("new"))

    assert said(book) == ["new"]


def test_it_is_for_this_user_only(book: History, tmp_path: Path) -> None:
    book.add(row("mine"))

    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "state").iterdir()}
    assert set(modes.values()) == {0o600}
    assert {"history.db", "history.db-wal"} <= set(modes)


def test_where_there_is_none_nothing_is_found_and_nothing_made(book: History, tmp_path: Path) -> None:
    assert book.recall("x").rows == ()
    assert book.erase() == 0
    assert not (tmp_path / "state").exists()


def test_a_broken_database_is_one_line_that_says_what_to_do(book: History, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "history.db").write_text("this is no database" * 100)

    for use in (lambda: book.add(row("x")), book.recall, book.erase):
        with pytest.raises(ShellError, match=r"history\.db cannot be used: file is not a database; .*move it aside") as caught:
            use()
        assert "\n" not in str(caught.value)


def test_it_can_be_read_while_another_thread_writes(book: History) -> None:
    def write() -> None:
        for number in range(200):
            book.add(row(f"turn {number}"))

    writer = threading.Thread(target=write)
    writer.start()
    counts = [book.recall().total for _ in range(50)]
    writer.join()

    assert counts == sorted(counts)
    assert book.recall().total == 200


def test_words_that_are_no_text_and_searches_without_end_break_nothing(book: History) -> None:
    with pytest.raises(ShellError, match="cannot be used"):
        book.add(row("caf\udce9"))
    book.add(row("open it"))
    assert said(book, " ".join(["open"] * 3000)) == ["open it"]
    assert said(book, before=2**70) == ["open it"]
