"""`sayso welcome`."""

import argparse
import asyncio
import os
import sys

from shell.welcome.course import Manner
from shell.welcome.course import welcome as led
from shell.welcome.keyboard import lines
from shell.welcome.progress import SILENCE


def welcome(args: argparse.Namespace) -> int:
    """Lead the user through the first run, as far as it was not done yet; the exit code is 1 when nobody answered."""
    typed = lines(sys.stdin.fileno()) if sys.stdin.isatty() else None
    return 1 if asyncio.run(led(os.environ, Manner(_shown, args.again, typed))) == SILENCE else 0


def _shown(text: str) -> None:
    if text:
        print(text, flush=True)
