"""The history: one row for every turn that ended, in a database of its own, searched by words."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from shell.answers import Remembered, Row
from shell.errors import ShellError

KEPT = 20_000
"""Rows kept; the oldest go first."""
PAGE = 500
"""Most rows told at once."""
WORDS = 20
"""Most words that are searched for; the rest is left out."""
_PATIENCE_S = 5.0
"""How long another program, `sayso history --erase` for one, may hold the database."""
_TABLES = """
CREATE TABLE IF NOT EXISTS turns (
    number INTEGER PRIMARY KEY AUTOINCREMENT, time REAL, said TEXT, "by" TEXT, intent TEXT, outcome TEXT, say TEXT, steps TEXT
);
CREATE INDEX IF NOT EXISTS counted ON turns (time);
CREATE TABLE IF NOT EXISTS words (number INTEGER PRIMARY KEY, text TEXT);
"""
# The words lie beside the rows: a search reads only them. An index of trigrams would not find words of two letters, and is not faster at this size.
_COLUMNS = 'number, time, said, "by", intent, outcome, say, steps'


class History:
    """The database; every call may block for some milliseconds: make it from a thread. Raises ShellError in one line when it cannot be used."""

    def __init__(self, path: Path) -> None:
        """Nothing is opened or made before it is needed."""
        self._path = path
        self._lock = threading.Lock()
        self._db: sqlite3.Connection | None = None

    def add(self, row: Row) -> None:
        """Keep a row under the next number; its own is not looked at. What is then too old goes."""
        found = "\n".join((row.said, row.say, *row.steps)).casefold()
        values = (row.time, row.said, row.by, row.intent, row.outcome, row.say, msgspec.json.encode(row.steps).decode())
        with self._opened() as db, db:
            number = db.execute(f"INSERT INTO turns ({_COLUMNS}) VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", values).lastrowid or 0
            db.execute("INSERT INTO words VALUES (?, ?)", (number, found))
            for table in ("turns", "words"):
                db.execute(f"DELETE FROM {table} WHERE number <= ?", (number - KEPT,))

    def recall(self, words: str = "", before: int = 0, limit: int = 200) -> Remembered:
        """Rows that hold every one of the words, whatever their case, newest first; below number `before` when that is not 0."""
        if not self._path.exists():
            return Remembered()
        wanted, most, before = words.casefold().split()[:WORDS], max(0, min(limit, PAGE)), min(before, 2**62)
        with self._opened() as db:
            if wanted:
                every = " AND ".join("instr(text, ?) > 0" for _ in wanted)
                numbers = [number for (number,) in db.execute(f"SELECT number FROM words WHERE {every} ORDER BY number DESC", wanted)]
                total, page = len(numbers), [number for number in numbers if not before or number < before][:most]
                rows = db.execute(f"SELECT {_COLUMNS} FROM turns WHERE number IN ({','.join('?' * len(page))}) ORDER BY number DESC", page)
            else:
                (total,) = db.execute("SELECT count(*) FROM turns").fetchone()
                below = (before or 2**62, most)
                rows = db.execute(f"SELECT {_COLUMNS} FROM turns WHERE number < ? ORDER BY number DESC LIMIT ?", below)
            return Remembered(tuple(_row(values) for values in rows), total)

    def erase(self) -> int:
        """Forget everything, also what the file still holds of it; returns how many rows there were. Numbers go on from where they were."""
        if not self._path.exists():
            return 0
        with self._opened() as db:
            with db:
                gone = db.execute("DELETE FROM turns").rowcount
                db.execute("DELETE FROM words")
            db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return gone

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                if self._db is None:
                    self._db = _open(self._path)
                yield self._db
            except (sqlite3.Error, OSError, UnicodeError) as trouble:
                raise ShellError(f"the history {self._path} cannot be used: {trouble}; make room, or move it aside") from trouble


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))  # what sqlite keeps beside it gets the same mode
    path.chmod(0o600)
    db = sqlite3.connect(path, timeout=_PATIENCE_S, check_same_thread=False)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")  # the last rows may be lost when the power is; the ledger is what must not
        db.execute("PRAGMA secure_delete = ON")
        db.executescript(_TABLES)
    except BaseException:
        db.close()
        raise
    return db


def _row(values: tuple[int, float, str, str, str, str, str, str]) -> Row:
    number, at, said, by, intent, outcome, say, steps = values
    return Row(number, at, said, by, intent, outcome, say, msgspec.json.decode(steps, type=tuple[str, ...]))
