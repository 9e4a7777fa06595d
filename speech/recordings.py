"""Recordings of real people, to measure with and to learn from: where they are, and which of them may be looked at while tuning."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from speech.errors import SpeechError

Half = Literal["tuning", "final"]
_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


class NoRecordings(SpeechError):
    """There is no folder of recordings."""

    exit_code = 3

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: no recordings there; set SAYSO_TEST_DATA to a folder with digits/, wake/, notwake/ and so on")


@dataclass(frozen=True, slots=True)
class Recordings:
    """A folder of wav files: a folder a kind ("digits", "wake/computer", "wake/other", "notwake", "speakers", "words", "sentences")."""

    folder: Path

    def clips(self, kind: str, half: Half | None = None) -> list[Path]:
        """The files of a kind, sorted; with `half` only those of it. Whatever is not there is an empty list."""
        found = sorted((self.folder / kind).glob("*.wav"))
        return [path for path in found if half is None or half_of(path) == half]


def half_of(path: Path) -> Half:
    """The half a file belongs to, by the hash of its name: the final one is for the last measurement only."""
    return "final" if hashlib.sha256(path.name.encode()).digest()[0] & 1 else "tuning"


def find(environ: Mapping[str, str] = os.environ) -> Recordings:
    """The recordings in SAYSO_TEST_DATA, else those beside the checkout. Raises NoRecordings."""
    folder = Path(environ.get("SAYSO_TEST_DATA") or _BESIDE)
    if not folder.is_dir():
        raise NoRecordings(folder)
    return Recordings(folder)
