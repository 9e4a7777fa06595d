"""`sayso daemon` and `sayso presence`."""

import argparse
import asyncio
from pathlib import Path

from shell.daemon import Options, serve
from shell.presence import present


def daemon(args: argparse.Namespace) -> int:
    """Run the daemon until it is told to end."""
    asyncio.run(serve(Options(Path(args.record) if args.record else None, args.ready_fd, args.challenge_fd, not args.no_greeting)))
    return 0


def presence(args: argparse.Namespace) -> int:
    """Show the indicator until it is told to end."""
    present.run()
    return 0
