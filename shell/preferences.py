"""What can be set, told to faces and written into the user's own configuration file, whose comments and order stay."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from shell.answers import Setting
from shell.config import CHOICES, KEYS, KINDS, LIMITS, Config, complaint, conflict, load, read
from shell.errors import BadConfig, ShellError

ABOUT = {
    "model": "The recogniser: base understands most voices and languages, tiny.en is twice as fast and knows English only.",
    "endpoint_ms": "Milliseconds of silence that end a command: less answers sooner, more lets you pause.",
    "microphone": "The microphone; empty: the desktop's default.",
    "speaker": "The loudspeaker; empty: the desktop's default.",
    "answer_s": "Seconds that a question waits for your answer; silence is no.",
    "speech_rate": "How fast Sayso speaks: 1 is the voice as it is, 2 twice as fast.",
    "listen": "When what you say is a command: always, after you said “computer”, or while you hold the key.",
    "hold_key": "The key to hold while you speak, by its X name: Scroll_Lock, Super+F9. Empty: none.",
    "stop_key": "The key that stops everything at once, by its X name: Pause, Ctrl+Alt+Escape. Empty: none.",
    "ui.theme": "Dark or light.",
    "ui.contrast": "High contrast.",
    "ui.big": "Large letters.",
    "ui.still": "Nothing moves by itself.",
    "ui.indicator": "A small sign on the screen that says what Sayso does.",
}
"""What each key is for, in words for the user."""
AT_ONCE = frozenset(key for key in KINDS if key.startswith("ui.") and key != "ui.indicator") | {"listen", *KEYS}
"""What takes effect as soon as it is set."""
_STEPS = {"faster": 0.2, "slower": -0.2}
"""What the pace of speech may also be set to, and by how much that changes it."""
_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def shown(config: Config, devices: Mapping[str, Sequence[str]]) -> tuple[Setting, ...]:
    """Every key with its value as text; devices: key → the names there are."""
    return tuple(_shown(key, _value(config, key), devices) for key in KINDS)


def write(path: Path, key: str, value: str) -> str:
    """Set one key in the file, which is made if there is none; returns why not, in one line, empty when it is set.

    The pace of speech may also be set to "faster" or "slower", a step from what it is.

    The file is exchanged whole, or not at all; one with a mistake in it is left as it is.
    """
    try:
        before = load(path)
        text = path.read_bytes().decode() if path.exists() else ""  # as it is, its ends of lines too
        meant = _stepped(before, value.strip()) if key == "speech_rate" and value.strip() in _STEPS else _meant(key, value)
        if why := complaint(key, meant):
            return f"{key} {why}" if key in KINDS else f"{key}: {why}"
        if not key.startswith("ui.") and (why := conflict(replace(before, **{key: meant}))):
            return why
        new = _with(text, key, meant)
        read(new, path)
        _exchange(Path(os.path.realpath(path)), new)
    except BadConfig as mistake:
        return f"{mistake}; correct the file first"
    except (OSError, TOMLKitError, ShellError) as trouble:
        return f"{path} cannot be written: {trouble}"
    return ""


def _shown(key: str, value: object, devices: Mapping[str, Sequence[str]]) -> Setting:
    choices = CHOICES.get(key, ())
    if KINDS[key] is bool:
        choices = ("false", "true")
    elif key in devices:
        # A device that is set but not plugged in stays a choice: it may come back.
        choices = tuple(dict.fromkeys(("", *devices[key], str(value))))
    low, high = LIMITS.get(key, (None, None))
    return Setting(key, _text(value), ABOUT[key], tuple(choices), low, high, restart=key not in AT_ONCE)


def _value(config: Config, key: str) -> object:
    table, dot, name = key.rpartition(".")
    return getattr(getattr(config, table) if dot else config, name)


def _text(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:g}"
        case _:
            return str(value)


def _meant(key: str, value: str) -> object:
    """The value that a text stands for; the text itself when it is none of the key's kind, which is then complained about."""
    kind, plain = KINDS.get(key, str), value.strip()
    if kind is bool:
        return _TRUTH.get(plain.lower(), plain)
    if kind is str:
        return plain
    with suppress(ValueError):
        return int(plain)
    with suppress(ValueError):
        return float(plain) if kind is float else plain
    return plain


def _stepped(before: Config, step: str) -> float:
    """The pace of speech a step on; at its end it stays."""
    low, high = LIMITS["speech_rate"]
    return round(min(high, max(low, before.speech_rate + _STEPS[step])), 2)


def _with(text: str, key: str, value: object) -> str:
    document: Any = tomlkit.parse(text)
    table, dot, name = key.rpartition(".")
    place = document.setdefault(table, tomlkit.table()) if dot else document
    place[name] = value
    return tomlkit.dumps(document)


def _exchange(path: Path, text: str) -> None:
    """Put the text in the file's place in one go; its mode is kept."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    mode = path.stat().st_mode & 0o7777 if path.exists() else 0o600
    descriptor, made = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        os.replace(made, path)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise
