"""Sequences from rows of log-probabilities, as CTC sums them: every way to say a label over several rows, with blanks (label 0) between."""

from collections.abc import Collection

import numpy as np

from speech.audio import Floats

Labels = tuple[int, ...]
_NEVER = -1e9
_FAINT = -9.0
"""A label less likely than this in a row is not tried there."""
_KEPT = 12


def likeliest(rows: Floats, count: int, without: Collection[int] = ()) -> list[tuple[Labels, float]]:
    """The likeliest sequences with their log-probability, best first. `rows` is [time, labels]."""
    kept: dict[Labels, tuple[float, float]] = {(): (0.0, _NEVER)}  # ending in a blank, ending in its last label
    for row in rows:
        tried = [label for label in range(1, len(row)) if row[label] > _FAINT and label not in without]
        found: dict[Labels, tuple[float, float]] = {}

        def add(labels: Labels, blank: float, label: float, found: dict[Labels, tuple[float, float]] = found) -> None:
            """One more way to these labels: the probabilities of all of them add up."""
            before = found.get(labels, (_NEVER, _NEVER))
            found[labels] = (_sum(before[0], blank), _sum(before[1], label))

        for labels, (blank, label) in kept.items():
            both = _sum(blank, label)
            add(labels, both + float(row[0]), label + float(row[labels[-1]]) if labels else _NEVER)
            for one in tried:
                add((*labels, one), _NEVER, (blank if labels and labels[-1] == one else both) + float(row[one]))
        kept = dict(sorted(found.items(), key=lambda item: -_sum(*item[1]))[:_KEPT])
    return sorted(((labels, _sum(*parts)) for labels, parts in kept.items()), key=lambda item: -item[1])[:count]


def _sum(one: float, other: float) -> float:
    return float(np.logaddexp(one, other))
