"""Reads a policy's TOML file with typed access that raises PolicyError with the line of the key."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from policies.errors import PolicyError
from policies.lines import line_in_message, line_of

Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A parsed file and its text."""

    file: Path
    text: str
    root: Table

    def error(self, path: Sequence[str], message: str, index: int = 0) -> PolicyError:
        """The error for the key at `path`, `index` picking the table of an array."""
        return PolicyError(self.file, line_of(self.text, path, index), ".".join(path), message)

    def text_at(self, table: Table, path: Sequence[str], index: int = 0, default: str = "") -> str:
        """A string, or the default when the key is not there."""
        value = table.get(path[-1], default)
        if not isinstance(value, str):
            raise self.error(path, "must be a string", index)
        return value

    def texts_at(self, table: Table, path: Sequence[str], index: int = 0) -> tuple[str, ...]:
        """A list of strings; empty when the key is not there."""
        value = table.get(path[-1], [])
        items = cast("list[object]", value) if isinstance(value, list) else None
        if items is None or not all(isinstance(item, str) for item in items):
            raise self.error(path, "must be a list of strings", index)
        return tuple(str(item) for item in items)

    def table_at(self, table: Table, path: Sequence[str], index: int = 0) -> Table:
        """A table; empty when the key is not there."""
        value = table.get(path[-1], {})
        if not isinstance(value, dict):
            raise self.error(path, "must be a table", index)
        return cast("Table", value)

    def pairs_at(self, table: Table, path: Sequence[str], index: int = 0) -> dict[str, str]:
        """A table of strings."""
        pairs: dict[str, str] = {}
        for key, value in self.table_at(table, path, index).items():
            if not isinstance(value, str):
                raise self.error((*path, key), "must be a string", index)
            pairs[key] = value
        return pairs

    def tables_at(self, table: Table, path: Sequence[str]) -> tuple[Table, ...]:
        """A list of tables; empty when the key is not there."""
        value = table.get(path[-1], [])
        items = cast("list[object]", value) if isinstance(value, list) else None
        if items is None or not all(isinstance(item, dict) for item in items):
            raise self.error(path, "must be a list of tables")
        return tuple(cast("Table", item) for item in items)

    def refuse_unknown(self, table: Table, path: Sequence[str], known: Iterable[str], index: int = 0) -> None:
        """Raise for the first key that is not known."""
        allowed = sorted(known)
        for key in table:
            if key not in allowed:
                raise self.error((*path, key), f"unknown key; known are {', '.join(allowed)}", index)


def read_toml(file: Path) -> TomlFile:
    """Parse a file whose `version` must be 1.

    Raises:
        PolicyError: the file is missing, not UTF-8, not TOML or of another version.
    """
    try:
        text = file.read_text(encoding="utf-8")
        root = tomllib.loads(text)
    except OSError as problem:
        raise PolicyError(file, 1, "", problem.strerror or "cannot be read") from problem
    except UnicodeDecodeError as problem:
        raise PolicyError(file, 1, "", "is not UTF-8") from problem
    except tomllib.TOMLDecodeError as problem:
        raise PolicyError(file, line_in_message(str(problem)), "", str(problem)) from problem
    read = TomlFile(file, text, root)
    if root.get("version") != 1 or isinstance(root.get("version"), bool):
        raise read.error(("version",), "must be 1")
    return read
