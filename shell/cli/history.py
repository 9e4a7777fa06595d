"""`sayso history`: what was said and what came of it, searched or erased."""

import argparse
import os
import time

import msgspec

from shell import paths
from shell.answers import Row
from shell.errors import ShellError
from shell.history import History


def history(args: argparse.Namespace) -> int:
    """Show the turns with all of the words, newest last; or forget all of them."""
    book = History(paths.of(os.environ).history)
    try:
        if args.erase:
            if not args.yes:
                raise ShellError("this forgets everything that was said and done, for good; to go on: sayso history --erase --yes")
            if args.words:
                raise ShellError("--erase forgets everything: it takes no words")
            gone = book.erase()
            print(msgspec.json.encode({"erased": gone}).decode() if args.json else f"erased {gone} {'turn' if gone == 1 else 'turns'}")
            return 0
        found = book.recall(" ".join(args.words), limit=args.limit)
    finally:
        book.close()
    if args.json:
        print(msgspec.json.encode({"total": found.total, "rows": found.rows}).decode())
        return 0
    for row in reversed(found.rows):
        print(_lines(row))
    if not found.rows:
        print("nothing found" if args.words else "nothing yet")
    elif found.total > len(found.rows):
        print(f"the newest {len(found.rows)} of {found.total}; more with --limit N, or narrow it down with words")
    return 0


def _lines(row: Row) -> str:
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(row.time))
    said = f"“{row.said}”" + (" (typed)" if row.by == "typed" else "")
    below = (f"\n{'':18}{text}" for text in (*row.steps, f"→ {row.outcome.replace('_', ' ')}" + (f": {row.say}" if row.say else "")))
    return f"{when}  {said}" + "".join(below)
