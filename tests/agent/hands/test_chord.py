import pytest

from agent.errors import CannotAct
from agent.hands.chord import Chord, parse


@pytest.mark.parametrize(
    ("keys", "chord"),
    [
        ("ctrl+s", Chord((0xFFE3,), 0x73, "s")),
        ("Ctrl+Shift+S", Chord((0xFFE3, 0xFFE1), 0x73, "s")),
        ("page_down", Chord((), 0xFF56, "")),
        ("page down", Chord((), 0xFF56, "")),
        ("f12", Chord((), 0xFFC9, "")),
        ("alt+f4", Chord((0xFFE9,), 0xFFC1, "")),
        ("equal", Chord((), 0x3D, "=")),
        ("plus", Chord((), 0x2B, "+")),
        ("+", Chord((), 0x2B, "+")),
        ("ctrl++", Chord((0xFFE3,), 0x2B, "+")),
        ("A", Chord((), 0x41, "A")),
        ("ü", Chord((), 0xFC, "ü")),
        ("é", Chord((), 0xE9, "é")),
        ("€", Chord((), 0x010020AC, "€")),
        ("super", Chord((0xFFEB,), 0, "")),
    ],
)
def test_names_mean_keys(keys: str, chord: Chord) -> None:
    assert parse(keys) == chord


@pytest.mark.parametrize("keys", ["", "hyper+a", "ctrl+nokey", "banana", "s+ctrl"])
def test_unknown_names_are_said(keys: str) -> None:
    with pytest.raises(CannotAct, match="do not know the key"):
        parse(keys)
