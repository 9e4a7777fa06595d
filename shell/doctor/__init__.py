"""Real round trips through every part of a desk, each with the fix for what does not work."""

from shell.doctor.examination import Manner, examine
from shell.doctor.finding import Finding

__all__ = ["Finding", "Manner", "examine"]
