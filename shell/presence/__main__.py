"""`python -m shell.presence`: the indicator on this desktop, until it is told to end."""

import sys

from shell.errors import ShellError
from shell.presence.errors import Taken, Unshowable
from shell.presence.present import run

if __name__ == "__main__":
    try:
        run()
    except (Taken, Unshowable) as error:
        print(f"sayso: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except ShellError as error:
        sys.exit(f"sayso: {error}")
