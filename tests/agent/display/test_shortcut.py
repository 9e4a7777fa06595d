import pytest

from agent.display.shortcut import Shortcut, parse, symbol_of


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Pause", Shortcut((), 0xFF13)),
        ("pause", Shortcut((), 0xFF13)),
        ("Scroll_Lock", Shortcut((), 0xFF14)),
        ("Ctrl+Alt+Escape", Shortcut(("Control_L", "Alt_L"), 0xFF1B)),
        ("super + Space", Shortcut(("Super_L",), 0x20)),
        ("Control+ctrl+f9", Shortcut(("Control_L",), 0xFFC6)),
        ("XF86AudioMicMute", Shortcut((), 0x1008FFB2)),
    ],
)
def test_a_chord_is_its_modifiers_and_its_key(text: str, meant: Shortcut) -> None:
    assert parse(text) == meant


@pytest.mark.parametrize("text", ["", "Ctrl+", "+", "Spacebar", "Fn+F1", "Escape+Ctrl", "stop"])
def test_what_is_no_chord(text: str) -> None:
    assert parse(text) is None


def test_no_key_has_no_symbol() -> None:
    assert symbol_of("") == symbol_of("nothing_like_it") == 0
