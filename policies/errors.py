"""What can be wrong with a policy folder: one error, rendered in one line that names file, line and key."""

from pathlib import Path


class PolicyError(Exception):
    """A policy folder that cannot be used; str() gives "path:line: key: message"."""

    def __init__(self, file: Path, line: int, key: str, message: str) -> None:
        super().__init__(f"{file}:{line}: {key}: {message}" if key else f"{file}:{line}: {message}")
        self.file = file
        self.line = line
        """1 for the first line of the file."""
        self.key = key
        """The key at fault, "delete.steps"; empty when the file as a whole is."""
        self.message = message
