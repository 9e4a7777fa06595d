"""Beside the transcript: what can be said, the apps, the windows and what was said before, numbered through."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from shell.answers import Offered, Remembered
from shell.ui.picks import Group, Pick

RECENT = 10
"""Different sentences said before."""
MOST = {"phrases": 7, "apps": 6, "windows": 6, "recent": RECENT}
VAST = {"phrases": 30, "apps": 30, "windows": 20, "recent": RECENT}
"""How many are listed, and on a large screen; all phrases are in the help, all apps in the palette."""


class Lists(VerticalScroll):
    """The four groups."""

    def __init__(self) -> None:
        super().__init__(id="beside", can_focus=False)
        self._offered = Offered()
        self._recalled = Remembered()

    def compose(self) -> ComposeResult:
        """Two columns on a large screen, one below the other else."""
        with Vertical(classes="column"):
            yield Group("You can say", "phrases")
            yield Group("Apps", "apps")
        with Vertical(classes="column"):
            yield Group("Windows", "windows")
            yield Group("Said before", "recent")

    @property
    def groups(self) -> dict[str, Group]:
        """By name; fewer before they are there."""
        return {str(group.id): group for group in self.query(Group)}

    @property
    def picks(self) -> list[Pick]:
        """Every item, the first one number 1."""
        return [pick for group in sorted(self.groups.values(), key=lambda group: group.first) for pick in group.picks]

    def on_resize(self) -> None:
        """There may be room for more, or less."""
        self.lay(self._offered, self._recalled)

    def lay(self, offered: Offered, recalled: Remembered) -> None:
        """Lay out what was found, numbered in the order of the groups."""
        self._offered, self._recalled = offered, recalled
        most, first, groups = VAST if self.screen.has_class("-vast") else MOST, 1, self.groups
        for name, picks in listed(offered, recalled).items():
            if name in groups:
                first = groups[name].fill(picks[: most[name]], first, max(0, len(picks) - most[name]))


def listed(offered: Offered, recalled: Remembered) -> dict[str, list[Pick]]:
    """Everything that can be chosen, by group; running apps first, each sentence said before once."""
    apps = sorted(offered.apps, key=lambda app: not app.running)
    return {
        "phrases": [Pick(phrase.text, phrase.text) for phrase in offered.phrases],
        "apps": [Pick(app.name, f"{'switch to' if app.running else 'open'} {app.name}", "● running" if app.running else "") for app in apps],
        "windows": [Pick(title, f"switch to {title}", "● in front" if not at else "") for at, title in enumerate(offered.windows)],
        "recent": [Pick(said, said) for said in list(dict.fromkeys(row.said for row in recalled.rows))[:RECENT]],
    }
