"""`sayso ledger show|verify`."""

import argparse
import json
import os
import sqlite3
import time

import msgspec

from agent.ledger import Ledger
from shell import paths
from shell.errors import ShellError


def ledger(args: argparse.Namespace) -> int:
    """Show every entry, or walk the chain; the exit code of verify is 0 only when it is sound."""
    path = paths.of(os.environ).ledger
    if not path.exists():
        raise ShellError(f"there is no ledger yet at {path}; it begins with the first command that sayso carries out")
    book = Ledger(path, time.time)
    try:
        return _verified(book, args.json) if args.verb == "verify" else _shown(book, args.json)
    except (sqlite3.DatabaseError, msgspec.DecodeError) as error:
        raise ShellError(f"the ledger {path} is damaged ({error}); look at `sayso ledger verify`, then move it aside") from error
    finally:
        book.close()


def _shown(book: Ledger, as_json: bool) -> int:
    for entry in book.entries():
        if as_json:
            print(msgspec.json.encode(entry).decode())
            continue
        when = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(entry.at))
        what = entry.body.get("what") or entry.body.get("evidence") or entry.body.get("by") or ""
        print(f"{when}  act {entry.act:<5} {entry.state:<9} {what}")
    return 0


def _verified(book: Ledger, as_json: bool) -> int:
    problems = book.verify()
    count = 0 if problems else len(book.entries())  # what was changed may not even be readable
    if as_json:
        print(json.dumps({"sound": not problems, "entries": count, "problems": problems}))
    else:
        print("\n".join(problems) if problems else f"sound: {count} entries, every one as it was written")
    return 1 if problems else 0
