"""The home folder of the demonstration: two files to lose."""

from pathlib import Path

SCRIPT = Path(__file__).with_name("first.toml")
"""What the demonstration says."""


def furnish(home: Path) -> None:
    """Put the demonstration's files into an empty home folder."""
    (home / "scratch.txt").write_text("Something to throw away.\n")
    (home / "old budget.txt").write_text("Rent 900\nFood 400\n")
