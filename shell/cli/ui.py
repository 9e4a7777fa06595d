"""`sayso ui`."""

import argparse
import os
import sys

from shell import paths
from shell.errors import ShellError
from shell.ui.app import ShellApp


def ui(args: argparse.Namespace) -> int:
    """Show the running daemon of this desk, now or as soon as there is one; ends when the user leaves."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ShellError("the terminal UI needs a terminal; without one use `sayso say`, `sayso answer` and `sayso stop`")
    app = ShellApp(paths.of(os.environ).socket, waits=True)
    app.run()
    return app.return_code or 0
