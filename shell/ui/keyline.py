"""The keys, in one line at the bottom; as many as there is room for, the most needed first."""

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

KEYS = (
    ("F1", "Help", "app.show('help')"),
    ("F2", "Home", "app.show('home')"),
    ("F3", "Plan", "app.show('plan')"),
    ("F4", "History", "app.show('history')"),
    ("F5", "Policies", "app.show('policies')"),
    ("F6", "Settings", "app.show('settings')"),
    ("F7", "Doctor", "app.show('doctor')"),
    ("Esc", "Stop", "app.order('stop')"),
    ("^L", "Sleep", "app.order('listen')"),
    ("^O", "Mute", "app.order('mute')"),
    ("^R", "Again", "app.order('again')"),
    ("^P", "More", "app.command_palette"),
)
"""Key, what it does, the action."""
FIRST = ("Esc", "F1", "F2", "F3", "F4", "^P", "^O", "^L", "^R", "F6", "F5", "F7")
"""Which keys stay when there is no room for all."""


def fitting(columns: int) -> tuple[tuple[str, str, str], ...]:
    """The keys that fit, in the order of KEYS."""
    chosen: set[str] = set()
    for name in FIRST:
        wider = chosen | {name}
        if sum(len(key) + len(word) + 3 for key, word, _ in KEYS if key in wider) - 2 <= columns:
            chosen = wider
    return tuple(key for key in KEYS if key[0] in chosen)


class KeyLine(Widget):
    """Shown on every view; each can be clicked as well."""

    def render(self) -> RenderResult:
        """One row."""
        parts = [
            Content.assemble((f"{key} ", "bold $text-accent"), (f"{word}  ", "$text-muted")).stylize(f"@click={action}")
            for key, word, action in fitting(self.size.width)
        ]
        return Content("").join(parts)
