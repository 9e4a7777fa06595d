"""A measured figure, and a bench's result as JSON and as a table."""

import math
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with what it is worth."""

    id: str
    """"path.text_ms"."""
    value: float
    """The median, unless the note says otherwise."""
    p95: float | None
    unit: str
    n: int
    note: str
    goal: str
    """As the issue states it: "≤ 1500"."""


def median(figure_id: str, values: Sequence[float], unit: str, goal: str, note: str = "") -> Figure:
    """The median and 95th percentile of the values. Raises ValueError when there are none."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError(f"{figure_id}: nothing was measured")
    p95 = ordered[max(0, math.ceil(0.95 * len(ordered)) - 1)]
    return Figure(figure_id, round(statistics.median(ordered), 1), round(p95, 1), unit, len(ordered), note, goal)


def as_json(bench: str, mode: str, figures: Sequence[Figure]) -> dict[str, object]:
    """A bench's result: {"bench", "machine", "mode", "figures"}."""
    return {"bench": bench, "machine": machine(), "mode": mode, "figures": [asdict(figure) for figure in figures]}


def machine() -> str:
    """The kind of machine: cores, processor, system."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()} {platform.release()}, Python {platform.python_version()}"


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines for people."""
    rows = [("figure", "median", "p95", "unit", "n", "goal", "note")]
    rows += [(f.id, f"{f.value:g}", "" if f.p95 is None else f"{f.p95:g}", f.unit, str(f.n), f.goal, f.note) for f in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True)).rstrip() for row in rows)
