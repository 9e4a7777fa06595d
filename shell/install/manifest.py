"""The note of what an installation wrote, so that exactly that is taken out again."""

import hashlib
import os
from pathlib import Path

import msgspec

from shell.errors import ShellError
from shell.install.plan import Piece


class Manifest(msgspec.Struct, forbid_unknown_fields=True):
    """Everything written by one installation."""

    files: dict[str, str] = {}
    """Path → mark of its content, as `mark` gives it."""
    folders: list[str] = []
    """Folders that were not there before, outermost first."""


def read(path: Path) -> Manifest:
    """The note at path; an empty one when there is none. Raises ShellError when it cannot be understood."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError:
        return Manifest()
    except (OSError, msgspec.DecodeError) as error:
        raise ShellError(f"{path}: what was installed cannot be read ({error}); move it aside and install again") from error


def written(piece: Piece) -> str:
    """The mark that the piece's file will have."""
    return f"-> {piece.link}" if piece.link else f"{piece.mode:o} {hashlib.sha256(piece.content).hexdigest()}"


def mark(path: Path) -> str:
    """What identifies a file as it is: mode and digest, or a link's target; empty when there is none."""
    if path.is_symlink():
        return f"-> {os.readlink(path)}"
    if not path.exists():
        return ""
    if not path.is_file():
        return "no file"
    return f"{path.stat().st_mode & 0o7777:o} {hashlib.sha256(path.read_bytes()).hexdigest()}"
