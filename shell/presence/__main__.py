"""`python -m shell.presence`: the indicator on this desktop, until it is told to end."""

import sys

from shell.errors import ShellError
from shell.presence.present import run

if __name__ == "__main__":
    try:
        run()
    except ShellError as error:
        sys.exit(f"sayso: {error}")
