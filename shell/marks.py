"""What the user wants of the ears, kept past a crash: a file each in the runtime folder, which is gone at log-out."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks in one folder."""

    folder: Path

    @property
    def muted(self) -> bool:
        """Whether the microphone is to stay closed."""
        return (self.folder / "muted").exists()

    @property
    def asleep(self) -> bool:
        """Whether nothing is to be heeded but being woken."""
        return (self.folder / "asleep").exists()

    def keep(self, asleep: bool, muted: bool) -> None:
        """Make both so. Raises OSError when the folder cannot be written."""
        for name, on in (("asleep", asleep), ("muted", muted)):
            if on:
                (self.folder / name).touch(mode=0o600)
            else:
                (self.folder / name).unlink(missing_ok=True)
