"""`sayso learn spotter`."""

import argparse
import importlib.util
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from shell.errors import ShellError
from speech.learning import lesson
from speech.learning.training import Course
from speech.recordings import NoRecordings, Recordings, find
from speech.spotter import NET


def learn(args: argparse.Namespace) -> int:
    """Teach the spotter its words anew and write its net; progress on standard error."""
    for needed in ("torch", "onnx"):
        if importlib.util.find_spec(needed) is None:
            raise ShellError(f"learning needs {needed}, which a plain install leaves out: pip install 'sayso[learn]'")
    out = Path(args.out) if args.out else NET
    if not out.resolve().parent.is_dir():
        raise ShellError(f"--out: there is no folder {out.resolve().parent}; make it first")
    begun = time.monotonic()

    def tell(line: str) -> None:
        """A line with the seconds since the beginning."""
        print(f"{time.monotonic() - begun:5.0f} s  {line}", file=sys.stderr, flush=True)

    course = Course(scenes=args.scenes, rounds=args.rounds, seed=args.seed, threads=args.threads)
    takes = Path(args.takes) if args.takes else _cache(os.environ) / "takes"
    how = lesson.give(out, takes, _people(tell), course, args.share, tell)
    print(f"{out}: {out.stat().st_size / 1e3:.0f} kB; {how}")
    return 0


def _people(tell: Callable[[str], None]) -> Recordings | None:
    """Recordings of people, if there are any: without them it is learnt from synthetic voices alone."""
    try:
        return find()
    except NoRecordings as missing:
        tell(f"{missing}; going on without people")
        return None


def _cache(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("XDG_CACHE_HOME") or Path(environ.get("HOME") or Path.home()) / ".cache") / "sayso"
