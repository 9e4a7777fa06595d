from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.action import Bus, FileOp, Launch, Ui, UiOp
from agent.effect import EffectKind
from agent.observation import Box, Element, Observation, Window
from agent.verify import READ_CAP, effect_of
from tests.agent.given import element, on, seen, window

HERE = window()
FIELD = element("Name", "text", "", "editable")
LAUNCH = Launch("calc", "Calculator", ("calc",), "calc")
CLICK = Ui(UiOp.CLICK, element(), HERE)
PRESS = Ui(UiOp.PRESS, window=HERE, keys="enter")
CONFIRMED, PARTIAL, UNVERIFIABLE, NO_EFFECT = EffectKind.CONFIRMED, EffectKind.PARTIAL, EffectKind.UNVERIFIABLE, EffectKind.NO_EFFECT


def typed(text: str, field: Element | None = None) -> Ui:
    return Ui(UiOp.TYPE, field, HERE, text)


@pytest.mark.parametrize(
    "act", [CLICK, PRESS, typed("x"), typed(" "), typed("x", FIELD), LAUNCH, Ui(UiOp.SCROLL, window=HERE), Ui(UiOp.CLOSE, window=HERE)]
)
@pytest.mark.parametrize("look", [seen(), seen(HERE), seen(HERE, FIELD), seen(HERE, partial=True), seen(HERE, element(), FIELD, partial=True)])
def test_nothing_changed_is_never_success(act: Ui | Launch, look: Observation) -> None:
    same = seen(*look.windows, *look.elements, partial=look.partial)
    kind = effect_of(act, look, same).kind
    assert kind is not CONFIRMED or (isinstance(act, Ui) and act.op is UiOp.CLOSE and not look.windows)


TEXTS = st.text("ab ", max_size=4)


@given(TEXTS, TEXTS, st.booleans(), st.text("ab \n", max_size=3))
def test_typing_is_confirmed_only_when_a_field_gained_the_text(old: str, new: str, partial: bool, text: str) -> None:
    before, after = seen(HERE, replace(FIELD, value=old), partial=partial), seen(HERE, replace(FIELD, value=new))
    if effect_of(typed(text), before, after).kind is CONFIRMED:
        assert old != new
        assert text
        assert text.split() == [] or "".join(text.split()) in "".join(new.split())


@pytest.mark.parametrize(
    ("text", "old", "new", "kind"),
    [
        ("hello world", "", "hello world", CONFIRMED),
        ("hello", "hello ", "hello hello", CONFIRMED),
        ("hello", "hello", "hello", NO_EFFECT),
        ("hello", "hello", "hello!", PARTIAL),
        ("hello", "", "helo", PARTIAL),
        ("6*7", "", "6×7", CONFIRMED),
        ("don't", "", "don’t", CONFIRMED),
        (" ", "a", "a ", CONFIRMED),
        ("\n", "a", "b", PARTIAL),
        ("", "a", "b", NO_EFFECT),
    ],
)
def test_typing_in_a_field(text: str, old: str, new: str, kind: EffectKind) -> None:
    assert effect_of(typed(text), seen(HERE, replace(FIELD, value=old)), seen(HERE, replace(FIELD, value=new))).kind is kind


def test_typing_where_nothing_can_be_read() -> None:
    assert effect_of(typed("x"), seen(HERE), seen(HERE)).kind is UNVERIFIABLE
    password = element("Password", "password text", None, "editable")
    filled = replace(password, value="x")  # even if a program gave it away
    assert effect_of(typed("x", password), seen(HERE, password), seen(HERE, filled)).kind is UNVERIFIABLE


def test_a_field_that_was_not_read_before_proves_nothing() -> None:
    there = replace(FIELD, value="hello")
    assert effect_of(typed("hello"), seen(HERE, partial=True), seen(HERE, there)).kind is not CONFIRMED
    assert effect_of(CLICK, seen(HERE, partial=True), seen(HERE, there)).kind is not CONFIRMED
    assert effect_of(CLICK, seen(HERE, there), seen(HERE, partial=True)).kind is not CONFIRMED
    assert effect_of(typed("hello"), seen(HERE), seen(HERE, there)).kind is CONFIRMED


@pytest.mark.parametrize(
    ("change", "evidence", "reads"),
    [
        (lambda: (HERE, element(), FIELD, window(2, "Really?", active=False)), "“Really?” is new", ""),
        (lambda: (replace(HERE, title="saved"), element(), FIELD), "title is now “saved”", ""),
        (lambda: (HERE, element(), FIELD, element("Other")), "push button Other is new", ""),
        (lambda: (HERE, FIELD), "push button Save is gone", ""),
        (lambda: (HERE, element(), replace(FIELD, value="42")), "shows “42”", "42"),
        (lambda: (HERE, element("Saved", ref="Save"), FIELD), "now reads “Saved”", "Saved"),
        (lambda: (HERE, replace(element(), states=frozenset({"checked"})), FIELD), "is checked", ""),
    ],
)
def test_what_a_click_changed(change: Callable[[], tuple[Element, ...]], evidence: str, reads: str) -> None:
    effect = effect_of(CLICK, seen(HERE, element(), FIELD), seen(*change()))
    assert effect.kind is CONFIRMED
    assert evidence in effect.evidence
    assert effect.reads == reads


@pytest.mark.parametrize("state", ["focused", "armed", "pressed", "active", "prelight"])
def test_where_the_keyboard_is_does_not_count(state: str) -> None:
    after = seen(HERE, element("Save", "push button", None, state), FIELD)
    assert effect_of(CLICK, seen(HERE, element(), FIELD), after).kind is NO_EFFECT


def test_a_click_into_a_field_that_then_has_the_keyboard_worked() -> None:
    after = seen(HERE, element("Name", "text", "", "editable", "focused"))
    assert effect_of(Ui(UiOp.CLICK, FIELD, HERE), seen(HERE, FIELD), after).kind is CONFIRMED


def test_a_key_may_do_what_does_not_show_and_an_unreadable_window_shows_nothing() -> None:
    assert effect_of(PRESS, seen(HERE, FIELD), seen(HERE, FIELD)).kind is UNVERIFIABLE
    assert effect_of(CLICK, seen(HERE), seen(HERE)).kind is UNVERIFIABLE


@pytest.mark.parametrize("value", ["x" * (READ_CAP + 1), "two\nlines", "  ", ""])
def test_only_one_short_line_is_read_out(value: str) -> None:
    before = seen(HERE, replace(FIELD, value="old"))
    assert effect_of(PRESS, before, seen(HERE, replace(FIELD, value=value))).reads == ""
    two = seen(HERE, replace(FIELD, value="1"), element("Other", "text", "2"))
    assert effect_of(PRESS, seen(HERE, replace(FIELD, value="old"), element("Other", "text", "")), two).reads == ""
    assert effect_of(PRESS, before, seen(HERE, replace(FIELD, value=" 96 "))).reads == "96"


def test_a_password_is_never_read_out() -> None:
    secret = element("Password", "password text", "old")
    assert effect_of(PRESS, seen(HERE, secret), seen(HERE, replace(secret, value="hunter2"))).reads == ""


CALC = window(5, "Calculator", "calc")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ((HERE,), (HERE,), NO_EFFECT),
        ((HERE,), (CALC, HERE), CONFIRMED),
        ((HERE,), (window(6, "Sums", "unheard-of"), HERE), CONFIRMED),
        ((HERE,), (HERE, window(6, "Find", "editor", active=False)), NO_EFFECT),
        ((HERE, replace(CALC, active=False)), (CALC, replace(HERE, active=False)), CONFIRMED),
        ((CALC,), (replace(CALC, title="Calculator *"),), NO_EFFECT),
        ((CALC,), (CALC, window(6, "Calculator", "calc")), CONFIRMED),
        ((HERE,), (), NO_EFFECT),
    ],
)
def test_a_program_is_there_when_its_window_is(before: tuple, after: tuple, kind: EffectKind) -> None:
    assert effect_of(LAUNCH, seen(*before), seen(*after)).kind is kind


def test_switching_and_closing() -> None:
    other = window(2, "Other", "other", active=False)
    focus, close = Ui(UiOp.FOCUS, window=other), Ui(UiOp.CLOSE, window=HERE)
    look = seen(HERE, other)
    assert effect_of(focus, look, seen(replace(other, active=True), replace(HERE, active=False))).kind is CONFIRMED
    assert effect_of(focus, look, look).kind is NO_EFFECT
    assert effect_of(focus, look, seen(other)).kind is NO_EFFECT
    assert effect_of(Ui(UiOp.FOCUS), look, look).kind is NO_EFFECT
    assert effect_of(close, look, seen(other)).kind is CONFIRMED
    assert effect_of(close, look, look).kind is NO_EFFECT
    asked = effect_of(close, look, seen(window(9, "Save changes?"), HERE, other))
    assert (asked.kind, asked.reads) == (PARTIAL, "Save changes?")
    assert effect_of(Ui(UiOp.CLOSE), look, seen()).kind is not CONFIRMED


def test_files_are_looked_up_on_the_disk(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("x")
    nothing = seen()
    acts = {op: on(op, file) for op in (FileOp.TRASH, FileOp.DELETE)}
    rename = on(FileOp.RENAME, file, str(tmp_path / "b"))
    make = on(FileOp.MAKE_FOLDER, tmp_path / "new")
    assert {effect_of(act, nothing, nothing).kind for act in (*acts.values(), rename, make)} == {NO_EFFECT}
    file.rename(tmp_path / "b")
    (tmp_path / "new").mkdir()
    assert {effect_of(act, nothing, nothing).kind for act in (*acts.values(), rename, make)} == {CONFIRMED}
    (tmp_path / "b").rename(tmp_path / "c")
    assert effect_of(rename, nothing, nothing).kind is PARTIAL
    (tmp_path / "b").write_text("another")
    assert effect_of(rename, nothing, nothing).kind is PARTIAL


def test_an_answered_call_is_an_effect() -> None:
    assert effect_of(Bus("org.a", "/", "org.a.B", "Do", "", ()), seen(), seen()).kind is CONFIRMED


def test_another_program_s_window_confirms_no_click():
    box = Box(0, 0, 9, 9)
    mine, other = Window(1, "Editor", "mousepad", 1, box, True), Window(2, "Clock 10:00", "clock", 2, box, False)
    button = Element("r", "push button", "Save", None, frozenset({"sensitive"}), box, "mousepad", 1)
    before = Observation((mine, other), (button,), 0.0, False)
    after = Observation((mine, replace(other, title="Clock 10:01"), Window(3, "Alarm", "clock", 2, box, False)), (button,), 1.0, False)
    assert effect_of(Ui(UiOp.CLICK, element=button, window=mine), before, after).kind is EffectKind.NO_EFFECT
