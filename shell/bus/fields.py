"""An event as the session bus carries it: its name and its fields as variants, and back."""

from typing import Any, cast, get_args

import msgspec
from dbus_next.signature import Variant

from shell.event import Event, masked

NAMES: tuple[str, ...] = tuple(kind.__name__ for kind in get_args(Event))
"""What Event's first argument can be."""


def fields_of(event: Event) -> dict[str, Variant]:
    """The fields, a challenge's digits masked.

    Text is `s`, numbers are `d` (and `x` where they count), truth is `b`; a row is `as`, `ax` or `av`, a table `a{sv}`. What is unknown is left out.
    """
    plain: dict[str, object] = msgspec.to_builtins(masked(event))
    return {name: _variant(value) for name, value in plain.items() if name != "type" and value is not None}


def event_of(name: str, fields: dict[str, Variant]) -> Event | None:
    """The event that was sent; None when this version does not know it."""
    try:
        return msgspec.convert({"type": name.lower()} | {key: _plain(value) for key, value in fields.items()}, Event)
    except msgspec.ValidationError:
        return None


def _variant(value: object) -> Variant:
    match value:
        case bool():
            return Variant("b", value)
        case int():
            return Variant("x", value)
        case float():
            return Variant("d", value)
        case dict():
            table = cast("dict[object, object]", value)
            return Variant("a{sv}", {_text(str(key)): _variant(one) for key, one in table.items() if one is not None})
        case list() | tuple():
            return _row(cast("list[object]", value))
        case _:
            return Variant("s", _text(str(value)))


def _row(values: list[object]) -> Variant:
    if all(isinstance(one, str) for one in values):
        return Variant("as", [_text(str(one)) for one in values])
    if all(isinstance(one, int) for one in values):
        return Variant("ax", list(values))
    return Variant("av", [_variant(one) for one in values])


def _text(text: str) -> str:
    """As D-Bus can carry it: window titles and file names may hold what is no Unicode."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _plain(value: Any) -> object:
    match value:
        case Variant():
            return _plain(value.value)
        case dict():
            return {key: _plain(one) for key, one in cast("dict[str, Any]", value).items()}
        case list():
            return [_plain(one) for one in cast("list[Any]", value)]
        case _:
            return value
