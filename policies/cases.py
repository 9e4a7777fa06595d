"""Reads tests.toml: what a folder claims about its own sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from policies.toml import Table, TomlFile, read_toml

VERDICTS = ("unasked", "yes", "challenge", "refused")


@dataclass(frozen=True, slots=True)
class Staged:
    """The names a test's scene holds; the first window is the active one."""

    apps: tuple[str, ...] = ()
    windows: tuple[str, ...] = ()
    """Titles; what follows the last " - " names the app."""
    controls: tuple[str, ...] = ()
    """Names of buttons in the active window; "menu item: Save" gives another role."""
    files: tuple[str, ...] = ()
    """Paths under the home folder; a folder ends with "/"."""


@dataclass(frozen=True, slots=True)
class Case:
    """One [[test]]."""

    say: str
    scene: Staged
    match: bool
    """False: the sentence must not be understood (as `intent`, when that is given)."""
    asks: bool
    """True: it must be asked back, and `intent` and `slots` are of the proposal."""
    intent: str
    """Full name; empty for "whatever"."""
    slots: Mapping[str, str]
    """What each slot must be shown as, or its value."""
    verdict: str
    """One of VERDICTS; empty when not claimed."""
    file: Path
    line: int


def read_cases(file: Path) -> tuple[Case, ...]:
    """The tests of a folder; none when the file is not there.

    Raises:
        PolicyError: with the line of the first key that is wrong.
    """
    if not file.exists():
        return ()
    read = read_toml(file)
    read.refuse_unknown(read.root, (), ("version", "test", "scene"))
    base = _staged(read, read.root, ("scene",), 0)
    return tuple(_case(read, table, index, base) for index, table in enumerate(read.tables_at(read.root, ("test",))))


def _case(read: TomlFile, table: Table, index: int, base: Staged) -> Case:
    read.refuse_unknown(table, ("test",), ("say", "scene", "match", "asks", "intent", "slots", "verdict"), index)
    say = read.text_at(table, ("test", "say"), index)
    if not say:
        raise read.error(("test", "say"), "a test says something", index)
    flags = {key: table.get(key, key == "match") for key in ("match", "asks")}
    for key, value in flags.items():
        if not isinstance(value, bool):
            raise read.error(("test", key), "must be true or false", index)
    verdict = read.text_at(table, ("test", "verdict"), index)
    if verdict and verdict not in VERDICTS:
        raise read.error(("test", "verdict"), f"is one of {', '.join(VERDICTS)}, not {verdict}", index)
    return Case(
        say=say,
        scene=_staged(read, table, ("test", "scene"), index) if "scene" in table else base,
        match=bool(flags["match"]),
        asks=bool(flags["asks"]),
        intent=read.text_at(table, ("test", "intent"), index),
        slots=read.pairs_at(table, ("test", "slots"), index),
        verdict=verdict,
        file=read.file,
        line=read.error(("test", "say"), "", index).line,
    )


def _staged(read: TomlFile, table: Table, path: tuple[str, ...], index: int) -> Staged:
    scene = read.table_at(table, path, index)
    read.refuse_unknown(scene, path, ("apps", "windows", "controls", "files"), index)
    return Staged(*(read.texts_at(scene, (*path, key), index) for key in ("apps", "windows", "controls", "files")))
