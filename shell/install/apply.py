"""Carries out an installation, or undoes it."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from shell.errors import ShellError
from shell.install import manifest
from shell.install.errors import NotOurs
from shell.install.manifest import Manifest
from shell.install.plan import Piece, Plan

Say = Callable[[str], None]


def put(plan: Plan, say: Say) -> None:
    """Write every file that is not there yet, saying each. Raises NotOurs, before anything is changed, for a file that is not of an installation."""
    known = manifest.read(plan.manifest)
    for rival in plan.rivals:
        if os.path.lexists(rival):
            raise NotOurs(rival, "is your own and would be used instead of Sayso's")
    for piece in plan.pieces:
        found = manifest.mark(piece.path)
        if found and found not in (manifest.written(piece), known.files.get(str(piece.path))):
            raise NotOurs(piece.path, "was changed" if str(piece.path) in known.files else "was there before Sayso")
    try:
        _note(plan, known)
        _drop(known, {str(piece.path) for piece in plan.pieces}, say)
        for piece in plan.pieces:
            _place(piece, known, say)
        _save(plan.manifest, Manifest({str(piece.path): manifest.written(piece) for piece in plan.pieces}, known.folders))
    except OSError as error:
        raise ShellError(f"{error.filename or plan.manifest} cannot be written: {error.strerror}; `sayso uninstall` takes out what was") from error


def take_out(plan: Plan, say: Say) -> bool:
    """Remove what an installation wrote, and folders it made that are empty now; False when nothing was installed.

    A file that was changed since is left and named.
    """
    if not plan.manifest.exists():
        return False
    known = manifest.read(plan.manifest)
    try:
        _drop(known, set(), say)
        plan.manifest.unlink()
        for folder in sorted(known.folders, key=len, reverse=True):
            with suppress(OSError):  # not empty: somebody uses it
                os.rmdir(folder)
                say(f"removed {folder}/")
    except OSError as error:
        raise ShellError(f"{error.filename} cannot be removed: {error.strerror}") from error
    return True


def _note(plan: Plan, known: Manifest) -> None:
    """Say on disk what is going to be written, so that an installation cut short can be taken out."""
    files = dict(known.files)
    for piece in plan.pieces:
        if not manifest.mark(piece.path):
            files[str(piece.path)] = manifest.written(piece)
    missing = {str(folder) for path in (plan.manifest, *(piece.path for piece in plan.pieces)) for folder in path.parents if not folder.exists()}
    known.folders = sorted({*known.folders, *missing})
    known.files = files
    plan.manifest.parent.mkdir(parents=True, exist_ok=True)
    _save(plan.manifest, known)


def _place(piece: Piece, known: Manifest, say: Say) -> None:
    if manifest.mark(piece.path) == manifest.written(piece):
        say(f"already there: {piece.path}")
        return
    piece.path.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".sayso-", dir=piece.path.parent))
    try:
        new = beside / piece.path.name
        if piece.link:
            new.symlink_to(piece.link)
        else:
            new.write_bytes(piece.content)
            new.chmod(piece.mode)
        new.replace(piece.path)
    finally:
        for left in beside.iterdir():
            left.unlink()
        beside.rmdir()
    known.files[str(piece.path)] = manifest.written(piece)
    say(f"wrote {piece.path}" + (f" -> {piece.link}" if piece.link else ""))


def _drop(known: Manifest, keep: set[str], say: Say) -> None:
    """Remove every file of the note but those to keep."""
    for name, mark in known.files.items():
        path = Path(name)
        found = manifest.mark(path)
        if name in keep or not found:
            continue
        if found != mark:
            say(f"left {path}: it was changed since")
            continue
        path.unlink()
        say(f"removed {path}")


def _save(path: Path, known: Manifest) -> None:
    new = path.with_name(path.name + ".new")
    new.write_bytes(msgspec.json.format(msgspec.json.encode(known), indent=1))
    new.replace(path)
