"""`sayso session`."""

import argparse
import asyncio
import os

from shell.login import log_in, settle_in


def session(args: argparse.Namespace) -> int:
    """Live in a session until it ends."""
    return asyncio.run(settle_in(os.environ) if args.inside else log_in(os.environ))
