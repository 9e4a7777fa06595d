"""Why an installation is refused."""

from pathlib import Path

from shell.errors import ShellError


class NotOurs(ShellError):
    """A file is in the way that this installation did not write."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} {why}; move it away first (changes of your own belong in `systemctl --user edit sayso`); nothing was changed")
