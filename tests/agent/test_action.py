import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.action import Action, Ask, Bus, File, FileOp, Identity, Launch, Ui, UiOp, Wait, digest
from tests.agent.given import ROOT, element, window

FOUND = Identity(1, 2, 2048, 4, 0)
ACTS: tuple[Action, ...] = (
    Ui(UiOp.CLICK, element("Save", "push button", None, "enabled"), window(), "text", "ctrl+s", "up", 3),
    File(FileOp.RENAME, "/home/me/a", "a", "/home/me/b", FOUND),
    Launch("calc", "Calculator", ("calc", "-x"), "calc"),
    Bus("org.a", "/a", "org.a.B", "Do", "sb", ("x", True)),
    Wait(1.0),
    Ask("Which?"),
)


def _other(value: Any) -> Any:
    """Another value of the same kind."""
    match value:
        case UiOp() | FileOp():
            return next(one for one in type(value) if one is not value)
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return value + "x"
        case None:
            return "x"
        case tuple():
            return (*value, "x")
        case frozenset():
            return value | {"x"}
        case _:
            raise AssertionError(value)


def _variants(thing: Any) -> list[tuple[str, Any]]:
    """The thing with each of its fields changed, and each field of its parts, one at a time."""
    found: list[tuple[str, Any]] = []
    for field in fields(thing):
        value = getattr(thing, field.name)
        inner = [(f".{name}", part) for name, part in _variants(value)] if is_dataclass(value) else [("", _other(value))]
        found += [(field.name + name, replace(thing, **{field.name: changed})) for name, changed in inner]
    return found


@pytest.mark.parametrize("act", ACTS, ids=lambda act: type(act).__name__)
def test_the_digest_binds_every_field(act: Action) -> None:
    variants = _variants(act)
    assert len(variants) >= len(fields(act))
    for name, changed in variants:
        assert digest(changed) != digest(act), name


def test_acts_of_different_kinds_never_share_a_digest() -> None:
    assert len({digest(act) for act in ACTS}) == len(ACTS)
    assert digest(Bus("a", "/", "b", "c", "b", (True,))) != digest(Bus("a", "/", "b", "c", "b", (1,)))
    assert digest(Launch("a", "a", ("x y",), "")) != digest(Launch("a", "a", ("x", "y"), ""))


@given(st.frozensets(st.text(max_size=4), max_size=6), st.text(max_size=20))
def test_the_digest_depends_on_what_is_in_a_set_and_not_on_its_order(states: frozenset[str], text: str) -> None:
    button = element("b", "push button", None, *sorted(states))
    turned = replace(button, states=frozenset(sorted(states, reverse=True)))
    assert digest(Ui(UiOp.TYPE, button, text=text)) == digest(Ui(UiOp.TYPE, turned, text=text))


def test_the_digest_is_the_same_in_every_process() -> None:
    code = "from tests.agent.test_action import ACTS, digest; print(*map(digest, ACTS))"
    told = [
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert told == [" ".join(map(digest, ACTS)) + "\n"] * 2


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (Ui(UiOp.CLICK, element(), window()), "click Save in Untitled"),
        (Ui(UiOp.CLICK, element("", "push button")), "click push button"),
        (Ui(UiOp.TYPE, window=window(), text="hello"), "type “hello” in Untitled"),
        (Ui(UiOp.PRESS, keys="ctrl+s"), "press ctrl s"),
        (Ui(UiOp.SCROLL, direction="down"), "scroll down"),
        (Ui(UiOp.FOCUS, window=window(title="")), "switch to editor"),
        (Ui(UiOp.CLOSE, window=window()), "close Untitled"),
        (Ui(UiOp.CLOSE), "close nothing"),
        (File(FileOp.MAKE_FOLDER, "/home/me/a", "a"), "make the folder a"),
        (File(FileOp.MAKE_FILE, "/home/me/a", "a"), "make the file a"),
        (File(FileOp.TRASH, "/home/me/a", "a"), "move a to the trash"),
        (File(FileOp.RENAME, "/home/me/a", "a", "/home/me/b"), "rename a to b"),
        (File(FileOp.RENAME, "/home/me/a", "a", "/srv/b"), "rename a to /srv/b"),
        (File(FileOp.DELETE, "/home/me/a", "a", identity=FOUND), "delete a, 2 kilobytes, for good"),
        (File(FileOp.DELETE, "/home/me/a", "a", identity=replace(FOUND, size=0)), "delete a, empty, for good"),
        (File(FileOp.DELETE, "/home/me/a", "a", identity=replace(FOUND, size=1, entries=1)), "delete a with 1 item in it, 1 byte, for good"),
        (File(FileOp.DELETE, "/home/me/a", "a", identity=replace(FOUND, size=3 * 10**9)), "delete a, 3 gigabytes, for good"),
        (Launch("calc", "Calculator", ("calc",), "calc"), "open Calculator"),
        (Bus("org.a", "/a", "org.a.B", "Do", "", ()), "call Do of org.a"),
        (Bus("org.a", "/a", "org.a.B", "Do", "si", ("x", 2)), "call Do of org.a with x, 2"),
    ],
)
def test_an_act_describes_itself_from_its_bound_fields(act: Action, said: str) -> None:
    assert act.describe() == said


@pytest.mark.parametrize(
    "changed",
    [
        lambda act: replace(act, shown="other"),
        lambda act: replace(act, op=FileOp.DELETE),
        lambda act: replace(act, to="/home/me/elsewhere/b"),
        lambda act: replace(act, to="/home/me/c"),
    ],
)
def test_what_a_rename_would_do_differently_is_said_differently(changed: Callable[[File], File]) -> None:
    act = File(FileOp.RENAME, "/home/me/a", "a", "/home/me/b", FOUND)
    assert changed(act).describe() != act.describe()
