"""The home folder of the demonstration: two files to lose, and where it is wanted, a policy that pays."""

import shutil
from pathlib import Path

SCRIPT = Path(__file__).with_name("first.toml")
"""What the demonstration says."""
PAYMENTS = Path(__file__).with_name("payments")
"""A policy folder for practising what is asked about money: its "payment" makes a file, for there is no bank."""


def furnish(home: Path, payments: bool = False) -> None:
    """Put the demonstration's files into an empty home folder; `payments`: also the practice policy, as a user's own."""
    (home / "scratch.txt").write_text("Something to throw away.\n")
    (home / "old budget.txt").write_text("Rent 900\nFood 400\n")
    if payments:
        shutil.copytree(PAYMENTS, home / ".config/sayso/policies/payments")
