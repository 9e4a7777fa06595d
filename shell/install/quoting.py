"""How a command line is written in each kind of file."""

import shlex
from collections.abc import Sequence


def for_unit(argv: Sequence[str]) -> str:
    """For ExecStart= of a unit: quoted, with specifiers and variables left alone."""
    return " ".join('"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$") + '"' for word in argv)


def for_bus(argv: Sequence[str]) -> str:
    """For Exec= of a D-Bus activation file."""
    return " ".join('"' + _escaped(word, '\\"`$') + '"' for word in argv)


def for_entry(argv: Sequence[str]) -> str:
    """For Exec= of a desktop entry: quoted for the command line, then escaped for the file."""
    return for_bus(argv).replace("\\", "\\\\").replace("%", "%%")


def for_shell(argv: Sequence[str]) -> str:
    """For a shell script."""
    return shlex.join(argv)


def _escaped(word: str, special: str) -> str:
    return "".join(f"\\{letter}" if letter in special else letter for letter in word)
