"""`sayso daemon`."""

import argparse
import asyncio
from pathlib import Path

from shell.daemon import Options, serve


def daemon(args: argparse.Namespace) -> int:
    """Run the daemon until it is told to end."""
    asyncio.run(serve(Options(Path(args.record) if args.record else None, args.ready_fd, args.challenge_fd)))
    return 0
