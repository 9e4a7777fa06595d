"""What a folder looks like, to the byte."""

import hashlib
import os
from pathlib import Path


def snapshot(top: Path) -> dict[str, str]:
    """Path → kind, mode, and digest or target, of everything below."""
    found: dict[str, str] = {}
    for path in sorted(top.rglob("*")):
        content = os.readlink(path) if path.is_symlink() else "" if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()
        found[str(path.relative_to(top))] = f"{path.lstat().st_mode:o} {content}"
    return found
