"""The little of Markdown that the reference is written in."""

from collections.abc import Iterable, Sequence


def cell(text: str) -> str:
    """Text as it may stand in a table: in one line, bars escaped."""
    return " ".join(text.split()).replace("|", "\\|")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are taken as they are."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
