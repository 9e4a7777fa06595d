"""The configuration: one TOML file, every key known, each mistake named with its line."""

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from shell.errors import BadConfig


@dataclass(frozen=True, slots=True)
class Config:
    """What a user can set in config.toml."""

    model: str = "base"
    """Recogniser: "base" (most languages of voices understood well) or "tiny.en" (twice as fast, English)."""
    endpoint_ms: int = 400
    """Silence that ends a command, 250..1500 milliseconds."""
    microphone: str = ""
    """Name of the input device; empty: the desktop's default."""
    speaker: str = ""
    """Name of the output device; empty: the desktop's default."""
    answer_s: float = 10.0
    """How long a question waits for its answer, 5..30 seconds; silence is no."""


_LIMITS = {"endpoint_ms": (250, 1500), "answer_s": (5.0, 30.0)}
_KINDS: dict[type, str] = {str: "text", int: "whole number", float: "number"}
_MODELS = ("base", "tiny.en")


def load(path: Path) -> Config:
    """The configuration in a file, or the defaults when there is none. Raises BadConfig naming file, line and key."""
    if not path.exists():
        return Config()
    try:
        text = path.read_text(encoding="utf-8")
        given = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadConfig(f"{path}: {error}") from error
    known: dict[str, type] = {field.name: type(field.default) for field in fields(Config)}
    for key, value in given.items():
        _check(f"{path}:{_line_of(key, text)}: {key}", key, value, known)
    return Config(**given)


def _line_of(key: str, text: str) -> int:
    """The line a key, or the table of that name, is written in."""
    written = re.compile(rf"""[\[\s"']*{re.escape(key)}["'\s]*[=.\]]""")
    return next((number for number, row in enumerate(text.splitlines(), 1) if written.match(row)), 1)


def _check(where: str, key: str, value: object, known: dict[str, type]) -> None:
    if key not in known:
        raise BadConfig(f"{where}: unknown key; known are {', '.join(known)}")
    wanted = (int, float) if known[key] is float else (known[key],)
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise BadConfig(f"{where}: must be a {_KINDS[known[key]]}")
    if key == "model" and value not in _MODELS:
        raise BadConfig(f"{where}: must be one of {', '.join(_MODELS)}")
    if key in _LIMITS and isinstance(value, int | float) and not _LIMITS[key][0] <= value <= _LIMITS[key][1]:
        raise BadConfig(f"{where}: must be from {_LIMITS[key][0]} to {_LIMITS[key][1]}")
