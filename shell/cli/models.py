"""`sayso models fetch|list`."""

import argparse
import json
import sys
import time

from speech import fetch as fetching
from speech.models import REGISTRY as KNOWN
from speech.models import is_ready, root

NEEDED = ("base", "voice")
"""What `sayso run` needs."""
_REDRAW_S = 0.2


def models(args: argparse.Namespace) -> int:
    """Fetch models, showing progress, or list them."""
    return _list(args.json) if args.verb == "list" else _fetch(args.words or list(NEEDED))


def _list(as_json: bool) -> int:
    rows = fetching.listing()
    if as_json:
        print(
            json.dumps(
                [{"name": row.name, "files": list(row.files), "size": row.size, "state": row.state, "folder": str(root() / row.name)} for row in rows]
            )
        )
        return 0
    for row in rows:
        print(f"{row.name:<8} {row.state:<11} {row.size / 1e6:6.0f} MB  {root() / row.name}")
    return 0


def _fetch(names: list[str]) -> int:
    wanted = [name for name in names if name not in KNOWN or not is_ready(KNOWN[name])]
    for name in names:
        if name not in wanted:
            print(f"{name}: already here")
    last = 0.0

    def progress(name: str, done: int, total: int) -> None:
        """Now and then a line, on a terminal always the same one."""
        nonlocal last
        now = time.monotonic()
        if done < total and now - last < _REDRAW_S:
            return
        last = now
        line = f"{name}: {done / 1e6:.0f} of {total / 1e6:.0f} MB"
        print(f"\r{line:<60}" if sys.stderr.isatty() else line, end="" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)

    for path in fetching.fetch(wanted, progress):
        print(f"{path.name}: ready in {path}")
    return 0
