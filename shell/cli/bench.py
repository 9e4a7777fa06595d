"""`sayso bench`."""

import argparse
import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

from shell.bench.figure import Figure, as_json, table
from shell.errors import ShellError

BENCHES = ("path", "session", "ears")
"""Every bench there is."""
Run = Callable[[bool, Callable[[str], None]], list[Figure]]


def bench(args: argparse.Namespace) -> int:
    """Run the named benches, or all; a table on standard output and, with --json, a file."""
    for name in args.words:
        if name not in BENCHES:
            raise ShellError(f"there is no bench {name}; there are: {', '.join(BENCHES)}")
    if args.json and not Path(args.json).resolve().parent.is_dir():
        raise ShellError(f"--json: there is no folder {Path(args.json).resolve().parent}; make it first")
    mode, results = "full" if args.full else "quick", list[dict[str, object]]()
    for name in args.words or BENCHES:
        run = cast(Run, importlib.import_module(f"shell.bench.{name}").run)
        figures = run(args.full, lambda line, name=name: print(f"{name}: {line}", file=sys.stderr, flush=True))
        print(table(figures))
        results.append(as_json(name, mode, figures))
    if args.json:
        Path(args.json).write_text(json.dumps(results[0] if len(results) == 1 else results, indent=2, ensure_ascii=False) + "\n")
    return 0
