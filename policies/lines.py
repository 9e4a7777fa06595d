"""Finds the line of a key in TOML text, which tomllib does not tell."""

import re
from collections.abc import Sequence

_HEADER = re.compile(r"^\s*\[\[?\s*([^\[\]]+?)\s*\]?\]\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*["']?([A-Za-z0-9_-]+)["']?\s*[=.]""")
_DECODE = re.compile(r"\(at line (\d+), column \d+\)")


def line_of(text: str, path: Sequence[str], index: int = 0) -> int:
    """Line (from 1) of the key at `path`; `index` picks the n-th table of an array; its table's line when the key is not found."""
    lines = text.splitlines()
    for depth in range(len(path), 0, -1):
        table = _header(lines, ".".join(path[:depth]), index)
        if table is None:
            continue
        if depth == len(path):
            return table + 1
        return _key(lines, table + 1, path[depth]) or table + 1
    return _key(lines, 0, path[0]) or 1 if path else 1


def line_holding(text: str, needle: str, start: int) -> int:
    """Line (from 1) at or after `start` that holds the needle, else `start`."""
    lines = text.splitlines()
    return next((number for number in range(start, len(lines) + 1) if needle in lines[number - 1]), start)


def line_in_message(message: str) -> int:
    """The line a TOMLDecodeError names, else 1."""
    found = _DECODE.search(message)
    return int(found.group(1)) if found else 1


def _header(lines: Sequence[str], name: str, index: int) -> int | None:
    hits = [number for number, line in enumerate(lines) if (found := _HEADER.match(line)) and found.group(1).replace(" ", "") == name]
    return hits[index] if index < len(hits) else None


def _key(lines: Sequence[str], start: int, key: str) -> int | None:
    for number in range(start, len(lines)):
        if _HEADER.match(lines[number]):
            return None
        if (found := _KEY.match(lines[number])) and found.group(1) == key:
            return number + 1
    return None
