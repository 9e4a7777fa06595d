"""How it looks: two themes and their high-contrast forms, big type, no motion; what is said of it and where it is kept."""

from dataclasses import dataclass, replace

from textual.color import Color
from textual.theme import Theme

from shell.answers import Setting
from shell.wire import Set

MODES = ("starting", "listening", "thinking", "acting", "asking", "asleep", "muted", "lost")
TEXT, SECOND = 7.0, 4.5
"""Least contrast of text, and of text of second rank (WCAG 2.1: AAA and AA)."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the user chose."""

    dark: bool = True
    contrast: bool = False
    big: bool = False
    still: bool = False
    """Nothing moves."""

    @property
    def theme(self) -> str:
        """Name of the theme."""
        return f"sayso-{'dark' if self.dark else 'light'}{'-contrast' if self.contrast else ''}"


def spoken(look: Look, word: str) -> Look:
    """The look after "dark", "light", "contrast", "larger", "smaller", "still" or "moving"; "contrast" turns it on or off."""
    changes: dict[str, dict[str, bool]] = {
        "dark": {"dark": True},
        "light": {"dark": False},
        "contrast": {"contrast": not look.contrast},
        "larger": {"big": True},
        "smaller": {"big": False},
        "still": {"still": True},
        "moving": {"still": False},
    }
    return replace(look, **changes.get(word, {}))


def kept(settings: tuple[Setting, ...]) -> Look:
    """The look that the settings hold; what they lack is as by default."""
    values = {setting.key: setting.value for setting in settings}
    return Look(values.get("ui.theme", "dark") != "light", *(values.get(f"ui.{name}") in ("yes", "true") for name in ("contrast", "big", "still")))


def changes(old: Look, new: Look) -> list[Set]:
    """What must be set so that the new look is kept."""
    found = [Set("ui.theme", "dark" if new.dark else "light")] if old.dark != new.dark else []
    for name in ("contrast", "big", "still"):
        value = bool(getattr(new, name))
        found += [Set(f"ui.{name}", "yes" if value else "no")] if value != getattr(old, name) else []
    return found


def ratio(one: str, other: str) -> float:
    """Contrast of two colours by WCAG 2.1: 1 to 21."""

    def luminance(colour: str) -> float:
        """Relative luminance: 0 is black, 1 white."""
        parts = [part / 255 for part in Color.parse(colour).rgb]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _theme(look: Look, colours: dict[str, str], modes: dict[str, str]) -> Theme:
    text, second, line = colours["text"], colours["second"], colours["line"]
    accent = modes["listening"]
    return Theme(
        name=look.theme,
        dark=look.dark,
        primary=accent,
        secondary=modes["thinking"],
        accent=accent,
        warning=modes["asking"] if look.dark else modes["warned"],
        error=modes["lost"],
        success=accent,
        foreground=text,
        background=colours["ground"],
        surface=colours["surface"],
        panel=colours["panel"],
        text_alpha=1.0,
        variables={
            "text": text, "text-muted": second, "text-disabled": second, "foreground-muted": second, "line": line,
            "text-success": accent, "text-primary": accent, "text-accent": accent, "text-error": modes["lost"], "text-warning": modes["warned"],
            "block-cursor-background": accent, "block-cursor-foreground": colours["ground"], "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": colours["panel"], "block-cursor-blurred-foreground": text, "block-hover-background": colours["panel"],
            "input-cursor-background": text, "input-cursor-foreground": colours["ground"], "input-selection-background": f"{accent} 35%",
            "border": line, "border-blurred": line, "scrollbar": line, "scrollbar-hover": second, "scrollbar-active": accent,
            **{f"scrollbar-background{part}": colours["ground"] for part in ("", "-hover", "-active")},
            "scrollbar-corner-color": colours["ground"], "on-asking": colours["on_asking"],
            **{f"mode-{mode}": modes[mode] for mode in MODES},
        },
    )  # fmt: skip


_DARK = {
    "ground": "#0d1116",
    "surface": "#141a21",
    "panel": "#1d2630",
    "text": "#e9edf2",
    "second": "#a9b5c2",
    "line": "#38434f",
    "on_asking": "#14100a",
}
_LIGHT = {
    "ground": "#f6f7f9",
    "surface": "#ffffff",
    "panel": "#e8ecf1",
    "text": "#12171d",
    "second": "#46515e",
    "line": "#b4bec9",
    "on_asking": "#14100a",
}
_BLACK = {
    "ground": "#000000",
    "surface": "#000000",
    "panel": "#000000",
    "text": "#ffffff",
    "second": "#ffffff",
    "line": "#ffffff",
    "on_asking": "#000000",
}
_WHITE = {
    "ground": "#ffffff",
    "surface": "#ffffff",
    "panel": "#ffffff",
    "text": "#000000",
    "second": "#000000",
    "line": "#000000",
    "on_asking": "#000000",
}
_BRIGHT = {
    "starting": "#a9b5c2", "listening": "#62d6ba", "thinking": "#93b8ff", "acting": "#d7a6ff", "asking": "#ffc95c",
    "asleep": "#a9b5c2", "muted": "#ff9a9a", "lost": "#ff9a9a", "warned": "#ffc95c",
}  # fmt: skip
_DEEP = {
    "starting": "#46515e", "listening": "#00594c", "thinking": "#17458f", "acting": "#6d1a8f", "asking": "#ffc233",
    "asleep": "#46515e", "muted": "#8f1414", "lost": "#8f1414", "warned": "#6b4400",
}  # fmt: skip
_GLARING = _BRIGHT | {"starting": "#ffffff", "asleep": "#ffffff", "listening": "#7dffde", "asking": "#ffe14d", "warned": "#ffe14d"}
_INKY = _DEEP | {"starting": "#000000", "asleep": "#000000", "asking": "#ffd900"}
THEMES = (
    _theme(Look(), _DARK, _BRIGHT),
    _theme(Look(dark=False), _LIGHT, _DEEP),
    _theme(Look(contrast=True), _BLACK, _GLARING),
    _theme(Look(dark=False, contrast=True), _WHITE, _INKY),
)
"""Every theme of ours."""
