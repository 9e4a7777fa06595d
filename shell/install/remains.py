"""What is the user's and stays: where it is, how large it is, how it is erased."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shell import paths
from speech import models


@dataclass(frozen=True, slots=True)
class Remains:
    """One folder of the user's data."""

    folder: Path
    what: str
    size: int
    """Bytes."""

    def describe(self) -> str:
        """A line that says how to erase it."""
        return f"kept {self.folder} ({self.what}, {_size(self.size)}); to erase it: rm -r {shlex.quote(str(self.folder))}"


def remains(environ: Mapping[str, str]) -> list[Remains]:
    """The user's data that is there."""
    place = paths.of(environ)
    home = Path(environ.get("HOME") or Path.home())
    cache = Path(environ.get("XDG_CACHE_HOME") or home / ".cache") / "sayso"
    found = [
        (place.config, "configuration, contacts, your own policies"),
        (place.state, "ledger and history"),
        (models.root(), "speech models"),
        (cache, "cache"),
    ]
    return [Remains(folder, what, _bytes(folder)) for folder, what in found if folder.is_dir()]


def _bytes(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def _size(count: int) -> str:
    return f"{count / 1e6:.0f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB" if count >= 1e3 else f"{count} bytes"
