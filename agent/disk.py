"""What lies on the disk: the identity of a file, and which paths no act of ours may touch."""

import os
from pathlib import Path

from agent.action import Identity

_PROTECTED = (
    ".config/sayso", ".local/state/sayso", ".local/share/sayso", ".config/autostart", ".config/systemd", ".local/share/systemd",
    ".local/share/dbus-1", ".local/share/keyrings", ".local/share/kwalletd", ".gnupg", ".ssh", ".pki", ".profile", ".bashrc", ".bash_profile",
    ".xsession", ".xinitrc", ".local/share/Trash", ".local/share/applications",
)  # fmt: skip
_CAP = 50_000


def identity(path: str) -> Identity | None:
    """Which file or folder lies at an absolute path now; None when nothing does. A folder counts all that is in it."""
    try:
        stat = os.lstat(path)
    except OSError:
        return None
    if not os.path.isdir(path) or os.path.islink(path):
        return Identity(stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, 0)
    size, newest, entries = 0, stat.st_mtime_ns, 0
    for folder, names, files in os.walk(path):
        for name in (*names, *files):
            entries += 1
            inner = os.lstat(os.path.join(folder, name))
            size += inner.st_size if name in files else 0
            newest = max(newest, inner.st_mtime_ns)
        if entries > _CAP:
            break
    return Identity(stat.st_dev, stat.st_ino, size, newest, entries)


def protected(path: str, home: str) -> bool:
    """Whether an absolute path is out of bounds: outside the home folder, the home itself, or part or parent of Sayso's own and security folders."""
    real, root = Path(os.path.realpath(os.path.dirname(path)), os.path.basename(path)), Path(os.path.realpath(home))
    if root not in real.parents:
        return True
    inside = real.relative_to(root)
    return any(inside == guarded or guarded in inside.parents or inside in guarded.parents for guarded in map(Path, _PROTECTED))
