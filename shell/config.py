"""The configuration: one TOML file, every key known, each mistake named with its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, cast

from shell.errors import BadConfig


@dataclass(frozen=True, slots=True)
class Look:
    """How the faces look: the table [ui] of config.toml."""

    theme: str = "dark"
    """"dark" or "light"."""
    contrast: bool = False
    """Whether everything is as black and white as can be."""
    big: bool = False
    """Whether letters and spaces are large."""
    still: bool = False
    """Whether nothing moves by itself."""
    indicator: bool = True
    """Whether a small sign on the screen says what Sayso does."""


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
    ui: Look = field(default_factory=Look)


def _kind(default: object) -> type[object]:
    return type(default)


LIMITS = {"endpoint_ms": (250, 1500), "answer_s": (5.0, 30.0)}
"""Least and greatest value of a number."""
CHOICES = {"model": ("base", "tiny.en"), "ui.theme": ("dark", "light")}
"""All values of a text that cannot be just any."""
KINDS: Mapping[str, type[object]] = {
    **{one.name: _kind(getattr(Config(), one.name)) for one in fields(Config) if one.name != "ui"},
    **{f"ui.{one.name}": _kind(getattr(Look(), one.name)) for one in fields(Look)},
}
"""Every key, "ui.theme" for one of a table, and the type of its value."""
_NAMES: dict[type[object], str] = {str: "text", int: "whole number", float: "number", bool: "true or false"}


def load(path: Path) -> Config:
    """The configuration in a file, or the defaults when there is none. Raises BadConfig naming file, line and key."""
    if not path.exists():
        return Config()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path}: {error}") from error
    return read(text, path)


def read(text: str, path: Path) -> Config:
    """The configuration that is written in a file's text. Raises BadConfig naming file, line and key."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadConfig(f"{path}: {error}") from error
    for key, value in _flat(given):
        if why := complaint(key, value):
            raise BadConfig(f"{path}:{_line_of(key, text)}: {key}: {why}")
    look = given.pop("ui", {})
    return Config(**given, ui=Look(**look))


def complaint(key: str, value: object) -> str:
    """What is wrong with a key or its value; empty when nothing is."""
    if key == "ui":
        return "must be a table: [ui]"
    if key not in KINDS:
        return f"unknown key; known are {', '.join(KINDS)}"
    kind = KINDS[key]
    wanted = (int, float) if kind is float else (kind,)
    if not isinstance(value, wanted) or (isinstance(value, bool) and kind is not bool):
        return f"must be {'' if kind is bool else 'a '}{_NAMES[kind]}"
    if value not in CHOICES.get(key, (value,)):
        return f"must be one of {', '.join(CHOICES[key])}"
    if key in LIMITS and isinstance(value, int | float) and not LIMITS[key][0] <= value <= LIMITS[key][1]:
        return f"must be from {LIMITS[key][0]} to {LIMITS[key][1]}"
    return ""


def _flat(given: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for key, value in given.items():
        if key == "ui" and isinstance(value, dict):
            yield from ((f"ui.{inner}", worth) for inner, worth in cast("dict[str, object]", value).items())
        else:
            yield key, value


def _line_of(key: str, text: str) -> int:
    """The line a key is written in, or else its table."""
    table, dot, name = key.rpartition(".")
    start = _line_of(table, text) if dot else 1
    inside = rf"""(?:.*[\[{{.,\s"'])?{re.escape(name)}["'\s]*=""" if dot else rf"""[\[\s"']*{re.escape(name)}["'\s]*[=.\]]"""
    rows = enumerate(text.splitlines(), 1)
    return next((number for number, row in rows if number >= start and re.match(inside, row)), start)
