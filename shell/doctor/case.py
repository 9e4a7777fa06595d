"""What the checks need to know of the desk they are about."""

import fcntl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from agent.display.desk import Desk
from shell import config, paths
from shell.config import Config
from shell.errors import BadConfig
from shell.paths import Paths


@dataclass(frozen=True, slots=True)
class Case:
    """One desk and how it is to be examined."""

    desk: Desk
    place: Paths
    settings: Config
    """The defaults where the file cannot be used: that is one check's finding."""
    silent: bool
    """Make no sound."""
    deep: bool
    """Also what takes long: hash every model."""
    running: bool
    """Whether a daemon lives in this session."""


def case_of(environ: Mapping[str, str], silent: bool, deep: bool) -> Case:
    """The case of the desk that this environment belongs to."""
    place = paths.of(environ)
    try:
        settings = config.load(place.config_file)
    except BadConfig:
        settings = Config()
    return Case(Desk.from_environment(environ), place, settings, silent, deep, _held(place.lock))


def _held(lock: Path) -> bool:
    """Whether a daemon holds its lock."""
    try:
        with lock.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
