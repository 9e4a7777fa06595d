import pytest

from shell.answers import Setting
from shell.ui.look import MODES, SECOND, TEXT, THEMES, Look, changes, kept, ratio, spoken
from shell.wire import Set


def test_contrast_is_computed_as_wcag_has_it() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21.0)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert ratio("#123456", "#123456") == pytest.approx(1.0)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_theme_can_be_read(theme) -> None:
    for ground in (theme.background, theme.surface, theme.panel):
        assert ratio(theme.foreground, ground) >= TEXT
        for name in ("text-muted", "text-success", "text-primary", "text-accent", "text-error", "text-warning"):
            assert ratio(theme.variables[name], ground) >= SECOND, f"{name} on {ground}"
    for mode in MODES:
        if mode != "asking":
            assert ratio(theme.variables[f"mode-{mode}"], theme.surface) >= TEXT, mode
    assert ratio(theme.variables["on-asking"], theme.variables["mode-asking"]) >= TEXT
    assert ratio(theme.variables["block-cursor-foreground"], theme.variables["block-cursor-background"]) >= SECOND


@pytest.mark.parametrize("dark", [True, False])
def test_high_contrast_is_black_and_white(dark: bool) -> None:
    theme = next(theme for theme in THEMES if theme.name == Look(dark=dark, contrast=True).theme)

    assert ratio(theme.foreground or "", theme.background or "") == pytest.approx(21.0)
    assert ratio(theme.variables["line"], theme.background or "") == pytest.approx(21.0)


@pytest.mark.parametrize(
    ("word", "look"),
    [
        ("light", Look(dark=False)),
        ("contrast", Look(contrast=True)),
        ("larger", Look(big=True)),
        ("still", Look(still=True)),
        ("dark", Look()),
        ("nonsense", Look()),
    ],
)
def test_a_word_changes_the_look(word: str, look: Look) -> None:
    assert spoken(Look(), word) == look


def test_the_opposite_word_takes_it_back() -> None:
    for there, back in (("light", "dark"), ("contrast", "contrast"), ("larger", "smaller"), ("still", "moving")):
        assert spoken(spoken(Look(), there), back) == Look()


def test_what_was_changed_is_kept_and_found_again() -> None:
    new = Look(dark=False, contrast=True, big=True, still=True)
    orders = changes(Look(), new)

    assert orders == [Set("ui.theme", "light"), Set("ui.contrast", "yes"), Set("ui.big", "yes"), Set("ui.still", "yes")]
    assert kept(tuple(Setting(order.key, order.value, "") for order in orders)) == new
    assert changes(new, new) == []
    assert kept(()) == Look()
