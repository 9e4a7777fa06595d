"""The ledger: every act and permit on disk before it happens, in a hash chain whose head is sealed in a second place."""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from agent.action import Action, File, Ui, UiOp, digest
from agent.errors import LedgerError, Void

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (
    seq INTEGER PRIMARY KEY,
    act INTEGER NOT NULL,
    state TEXT NOT NULL,
    at REAL NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS started_once ON entries (act) WHERE state = 'started';
CREATE INDEX IF NOT EXISTS by_act ON entries (act);
"""
_OPEN = ("prepared", "started")
_NEXT = {"prepared": ("refused", "expired", "started"), "started": ("done", "not_done", "unknown")}
"""State → what may follow it; every other state is an end."""
_GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger."""

    seq: int
    act: int
    """Number of the act it is about."""
    state: str
    """"prepared" | "refused" | "expired" | "started" | "done" | "not_done" | "unknown"."""
    at: float
    """Seconds since the epoch."""
    body: dict[str, str]
    """Facts in words; never a secret, never typed text."""
    hash: str
    """sha256 over the previous hash and this line."""


class Ledger:
    """An append-only SQLite file (WAL, synchronous=FULL). One writer: the daemon."""

    def __init__(self, path: Path, now: Callable[[], float]) -> None:
        self._now = now
        self._seal = path.with_suffix(".head")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.executescript(_SCHEMA)
            path.chmod(0o600)
        except (OSError, sqlite3.Error) as error:
            raise LedgerError(f"the ledger {path} cannot be opened: {error}; move it aside to start a new one") from error

    def close(self) -> None:
        """Close the file; every entry is already on disk."""
        self._db.close()

    def prepare(self, intent: str, action: Action, policy: str) -> int:
        """Record that an act is about to be judged; returns its number."""
        (act,) = self._db.execute("SELECT COALESCE(MAX(act), 0) + 1 FROM entries").fetchone()
        self._append(act, "prepared", {"intent": intent, "digest": _fingerprint(action), "policy": policy, **_summary(action)})
        return int(act)

    def refuse(self, act: int, by: str) -> None:
        """Record that a prepared act was not allowed; by: policy, user, silence, stop or the reason a permit was void."""
        _check_order(act, self.state(act), "refused")
        self._append(act, "refused", {"by": by})

    def start(self, act: int, nonce: str) -> None:
        """Spend the act's permit: on disk before the act. Raises Void when it was spent, refused or never prepared."""
        if self.state(act) != "prepared":
            raise Void("that permit was already used or refused")
        self._append(act, "started", {"nonce": nonce})

    def finish(self, act: int, state: str, evidence: str) -> None:
        """Record how an act ended: "done", "not_done" or "unknown" once started, "expired" when it never was. Raises LedgerError else."""
        _check_order(act, self.state(act), state)
        self._append(act, state, {"evidence": evidence})

    def state(self, act: int) -> str | None:
        """The act's last recorded state; None when there is no such act."""
        row = self._db.execute("SELECT state FROM entries WHERE act = ? ORDER BY seq DESC LIMIT 1", (act,)).fetchone()
        return str(row[0]) if row else None

    def entries(self, limit: int = 0) -> list[Entry]:
        """All entries in order, or the last `limit` of them."""
        rows = self._db.execute("SELECT seq, act, state, at, body, hash FROM entries ORDER BY seq DESC LIMIT ?", (limit or -1,)).fetchall()
        return [_entry(row) for row in reversed(rows)]

    def verify(self) -> list[str]:
        """Problems found walking the chain and comparing its head with the sealed one; empty when it is sound."""
        try:
            damage = [str(row[0]) for row in self._db.execute("PRAGMA integrity_check(1)")]
            return [f"the file is damaged: {damage[0]}"] if damage != ["ok"] else _walked(self._db, self._seal)
        except sqlite3.Error as error:
            return [f"the file cannot be read: {error}"]

    def _append(self, act: int, state: str, body: dict[str, str]) -> None:
        at, text = float(self._now()), msgspec.json.encode(body, order="sorted").decode()
        try:
            self._db.execute("BEGIN IMMEDIATE")
            row = self._db.execute("SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1").fetchone() or (0, _GENESIS)
            seq, head = int(row[0]) + 1, _hash(str(row[1]), int(row[0]) + 1, act, state, at, text)
            self._db.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)", (seq, act, state, at, text, head))
            self._db.execute("COMMIT")
            _write_atomically(self._seal, head)
        except sqlite3.IntegrityError as error:
            self._db.execute("ROLLBACK")
            raise Void("that permit was already used") from error
        except (sqlite3.Error, OSError) as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise LedgerError(f"the ledger cannot be written: {error}") from error


def open_acts(entries: Sequence[Entry]) -> list[Entry]:
    """The "prepared" entry of each act that never ended, with its last state."""
    prepared = {entry.act: entry for entry in entries if entry.state == "prepared"}
    last = {entry.act: entry.state for entry in entries}
    return [replace(entry, state=last[act]) for act, entry in prepared.items() if last[act] in _OPEN]


def _check_order(act: int, last: str | None, state: str) -> None:
    if state not in _NEXT.get(last or "", ()):
        raise LedgerError(f"act {act} is {last or 'not known'}: it cannot become {state}")


def _walked(db: sqlite3.Connection, seal: Path) -> list[str]:
    problems: list[str] = []
    head, hashes = _GENESIS, set[str]()
    for expected, row in enumerate(db.execute("SELECT seq, act, state, at, body, hash FROM entries ORDER BY seq"), 1):
        seq, act, state, at, body, stored = row
        head = _hash(head, seq, act, state, at, body)
        hashes.add(stored)
        if seq != expected:
            problems.append(f"entry {expected} is missing")
            break
        if stored != head:
            problems.append(f"entry {seq} was changed")
            break
    sealed = seal.read_text("utf-8", "replace").strip() if seal.exists() else None
    # A crash may come between the first entry and its seal; never later.
    if not problems and sealed is None and len(hashes) > 1:
        problems.append(f"the sealed head {seal} is missing")
    if not problems and sealed is not None and sealed not in hashes:
        problems.append(f"the sealed head in {seal} is not in the ledger: it was cut short or replaced")
    return problems


def _entry(row: tuple[int, int, str, float, str, str]) -> Entry:
    return Entry(row[0], row[1], row[2], row[3], msgspec.json.decode(row[4], type=dict[str, str]), row[5])


def _hash(previous: str, seq: int, act: int, state: str, at: float, body: str) -> str:
    return hashlib.sha256(msgspec.json.encode([previous, seq, act, state, at, body])).hexdigest()


def _fingerprint(action: Action) -> str:
    """The act's digest; of typed text nothing, as a short text can be guessed from its digest."""
    return digest(replace(action, text="") if isinstance(action, Ui) else action)


def _summary(action: Action) -> dict[str, str]:
    """What the ledger may know of an act: typed text is secret until proven otherwise, so only its length."""
    kind = type(action).__name__.lower()
    if isinstance(action, Ui) and action.op is UiOp.TYPE:
        return {"kind": kind, "op": "type", "what": f"type {len(action.text)} characters"}
    if isinstance(action, File):
        identity = msgspec.json.encode(action.identity).decode() if action.identity else ""
        return {"kind": kind, "op": action.op, "what": action.describe(), "path": action.path, "to": action.to, "identity": identity}
    return {"kind": kind, "op": action.op if isinstance(action, Ui) else "", "what": action.describe()}


def _write_atomically(path: Path, text: str) -> None:
    draft = path.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())  # a power cut must not leave an empty seal, which would read as tampering
    os.replace(draft, path)
