"""The configuration: one TOML file, every key known, each mistake named with its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, cast

from agent.display.shortcut import parse
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
    speech_rate: float = 1.0
    """How fast Sayso speaks, 0.6..2.0; 2 is twice as fast as the voice is by nature."""
    listen: str = "always"
    """When what is said is a command: "always", after the "wake word", or while the "key" is held."""
    hold_key: str = "Scroll_Lock"
    """The chord that is held to be heard, by the X names of its keys ("Super+F9"); empty: none."""
    stop_key: str = "Pause"
    """The chord that stops everything; empty: none."""
    ui: Look = field(default_factory=Look)


def _kind(default: object) -> type[object]:
    return type(default)


LIMITS = {"endpoint_ms": (250, 1500), "answer_s": (5.0, 30.0), "speech_rate": (0.6, 2.0)}
"""Least and greatest value of a number."""
CHOICES = {"model": ("base", "tiny.en"), "listen": ("always", "wake word", "key"), "ui.theme": ("dark", "light")}
"""All values of a text that cannot be just any."""
KEYS = ("hold_key", "stop_key")
"""Texts that name a chord."""
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
    made = Config(**given, ui=Look(**look))
    if why := conflict(made):
        key = next((key for key in (*KEYS, "listen") if key in given), "listen")
        raise BadConfig(f"{path}:{_line_of(key, text)}: {key}: {why}")
    return made


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
    if key in KEYS and value and parse(str(value)) is None:
        return f'must be keys by their X names, such as "Pause" or "Ctrl+Alt+Escape"; {value!r} is none'
    if key in LIMITS and isinstance(value, int | float) and not LIMITS[key][0] <= value <= LIMITS[key][1]:
        return f"must be from {LIMITS[key][0]} to {LIMITS[key][1]}"
    return ""


def conflict(config: Config) -> str:
    """What is wrong with values that are right each for itself; empty when nothing is."""
    if config.listen == "key" and not config.hold_key:
        return 'with listen = "key" there must be a hold_key: without one nothing would be heard'
    if config.hold_key and parse(config.hold_key) == parse(config.stop_key):
        return "hold_key and stop_key must be different keys"
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
