"""How far the welcome has come: one small file, so that nothing is asked twice."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from shell.errors import ShellError
from shell.paths import Paths, private_folder

BROKEN_OFF, FINISHED, STOPPED, SILENCE, RESTART = "", "finished", "stopped", "silence", "restart"
"""How it ended last; RESTART: it goes on when Sayso has been started again."""


class Progress(msgspec.Struct, frozen=True):
    """What was done or skipped, and how the last welcome ended."""

    done: tuple[str, ...] = ()
    """Names of steps."""
    ended: str = BROKEN_OFF


def file_of(place: Paths) -> Path:
    """Where it is kept."""
    return place.state / "welcome.json"


def wanted(place: Paths) -> bool:
    """Whether the welcome should begin by itself: it never did, was cut off by the end of the session, or waits for a new start."""
    path = file_of(place)
    return not path.exists() or read(path).ended in (BROKEN_OFF, RESTART)


def read(path: Path) -> Progress:
    """What is kept; the beginning when there is nothing, or nothing that can be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Progress)
    except (OSError, msgspec.MsgspecError):
        return Progress()


def write(path: Path, progress: Progress) -> str:
    """Keep it, in one go and for this user only; returns why that failed, empty when it did not."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, made = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgspec.json.encode(progress))
                file.flush()
                os.fsync(file.fileno())
            os.replace(made, path)
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise
    except OSError as trouble:
        return f"{path} cannot be written, so the welcome will begin anew next time: {trouble.strerror}"
    return ""


@contextmanager
def held(place: Paths) -> Iterator[None]:
    """Be the only welcome of this session while the block runs. Raises ShellError when another one is on."""
    with (private_folder(place.runtime) / "welcome.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ShellError("the welcome is already on; answer it, or say “stop” to end it") from None
        yield
