"""What lies on the disk: the identity of a file, and which paths no act of ours may touch."""

import os
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR

from agent.action import Identity

_PROTECTED = (
    ".config/sayso", ".local/state/sayso", ".local/share/sayso", ".config/autostart", ".config/systemd", ".local/share/systemd",
    ".local/share/dbus-1", ".local/share/keyrings", ".local/share/kwalletd", ".gnupg", ".ssh", ".pki", ".profile", ".bashrc", ".bash_profile",
    ".bash_login", ".bash_logout", ".zshrc", ".zshenv", ".zprofile", ".xsession", ".xsessionrc", ".xprofile", ".xinitrc", ".config/environment.d",
    ".netrc", ".password-store", ".local/share/Trash", ".local/share/applications",
)  # fmt: skip
_OWN = tuple(Path(__file__).resolve().parents[1] / name for name in ("agent", "policies", "shell", "speech", "systemd", ".venv"))
"""Sayso's own code and built-in policies, when they lie below the home folder."""
_CAP = 50_000


def identity(path: str) -> Identity | None:
    """Which file or folder lies at an absolute path now; None when nothing does. A folder counts all that is in it."""
    try:
        stat = os.lstat(path)
    except (OSError, ValueError):  # ValueError: a name that no disk can hold
        return None
    if not S_ISDIR(stat.st_mode):
        return Identity(stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, 0)
    size, newest, entries = 0, stat.st_mtime_ns, 0
    for folder, names, files in os.walk(path):
        for name in (*names, *files):
            entries += 1
            with suppress(OSError):  # gone since it was listed: its folder's time tells
                inner = os.lstat(os.path.join(folder, name))
                size += 0 if S_ISDIR(inner.st_mode) else inner.st_size
                newest = max(newest, inner.st_mtime_ns)
        if entries > _CAP:
            break
    return Identity(stat.st_dev, stat.st_ino, size, newest, entries)


def protected(path: str, home: str) -> bool:
    """Whether an absolute path is out of bounds: outside the home folder, the home itself, or part or parent of Sayso's own and security folders."""
    if not os.path.isabs(path) or "\0" in path:
        return True
    folder, name = os.path.split(path)
    # What is named is a link itself, not where it leads; but "x/.." names no entry of x.
    real = Path(os.path.realpath(folder), name) if name not in ("", os.curdir, os.pardir) else Path(os.path.realpath(path))
    root = Path(os.path.realpath(home))
    if root not in real.parents or any(real == own or own in real.parents or real in own.parents for own in _OWN):
        return True
    inside = real.relative_to(root)
    return any(inside == guarded or guarded in inside.parents or inside in guarded.parents for guarded in map(Path, _PROTECTED))
