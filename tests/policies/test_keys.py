import pytest

from policies.keys import keys_shown, parse_keys


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("equals", "equal"), ("control s", "ctrl+s"), ("Enter.", "enter"), ("return", "enter"), ("escape", "escape"), ("page down", "page_down"),
        ("f five", "f5"), ("F12", "f12"), ("alt f four", "alt+f4"), ("control shift t", "ctrl+shift+t"), ("the enter key", "enter"), ("seven", "7"),
        ("7", "7"), ("a", "a"), ("control plus c", "ctrl+c"), ("Ctrl+S", "ctrl+s"), ("ctrl-s", "ctrl+s"), ("up arrow", "up"), ("space bar", "space"),
        ("plus", "plus"), ("+", "plus"), ("times", "asterisk"), ("divided by", "slash"), ("dot", "period"), ("shift tab", "shift+tab"),
        ("shift", "shift"), ("letter b", "b"), ("control alt delete", "ctrl+alt+delete"),
    ],
)  # fmt: skip
def test_keys(said: str, keys: str):
    assert parse_keys(said) == keys


@pytest.mark.parametrize("said", ["save", "the Save button", "f thirteen", "control", "", "control control s", "enter name", "twelve", "send", "ab"])
def test_what_is_no_key(said: str):
    assert parse_keys(said) in (None, "ctrl")


def test_they_are_shown_in_words():
    assert keys_shown("ctrl+page_down") == "control page down"


def test_the_hands_know_every_name():
    chord = pytest.importorskip("agent.hands.chord")
    from policies.keys import MODIFIERS, NAMES  # noqa: PLC0415

    for name in (*NAMES.values(), *MODIFIERS.values(), "f12", "ctrl+shift+t", "7"):
        assert chord.parse(name)
