"""The command palette: every function by name, and every sentence that can be said now."""

from functools import partial
from typing import NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider

from shell.answers import Offered
from shell.ui.picks import Pick, chosen
from shell.ui.view import View
from shell.wire import Offers

STAYS = "-daemon-stays"
"""Class of a screen that can be left without ending Sayso."""
FUNCTIONS = (
    ("Home", "what was said and done, what can be said (F2)", "app.show('home')"),
    ("Plan", "the steps of this command and their evidence (F3)", "app.show('plan')"),
    ("History", "everything said so far; search, do it again (F4)", "app.show('history')"),
    ("Policies", "what can be said, and what it needs; try a sentence (F5)", "app.show('policies')"),
    ("Settings", "what can be set (F6)", "app.show('settings')"),
    ("Doctor", "try every part (F7)", "app.show('doctor')"),
    ("Help", "what can be said, and the keys (F1)", "app.show('help')"),
    ("Stop", "what runs and what is said (Escape)", "app.order('stop')"),
    ("Stop everything", "also what runs in the background", "app.order('stop everything')"),
    ("Sleep or wake up", "heed nothing but being woken, or listen again (Ctrl+L)", "app.order('listen')"),
    ("Mute or unmute", "close the microphone, or open it (Ctrl+O)", "app.order('mute')"),
    ("Do the last command again", "(Ctrl+R)", "app.order('again')"),
    ("Reload policies", "read the policy files again", "app.order('reload')"),
    ("Dark", "light letters on a dark ground", "app.look('dark')"),
    ("Light", "dark letters on a light ground", "app.look('light')"),
    ("High contrast on or off", "pure black and white", "app.look('contrast')"),
    ("Larger: big type", "block letters, fewer lines", "app.look('larger')"),
    ("Smaller: normal type", "more on the screen", "app.look('smaller')"),
    ("Still: no motion", "nothing moves, the level meter seldom", "app.look('still')"),
    ("Moving", "motion again", "app.look('moving')"),
)
"""Name, what for, action."""
LEAVE = {
    True: "the terminal UI closes; Sayso itself goes on listening (Ctrl+Q)",
    False: "Sayso was started with this screen and ends with it (Ctrl+Q)",
}


class Doing(NamedTuple):
    """An entry."""

    name: str
    about: str
    action: str


class Functions(Provider):
    """What this screen can do."""

    async def discover(self) -> Hits:
        """All of it, before anything is typed."""
        for doing in self._all():
            yield DiscoveryHit(doing.name, partial(self.app.run_action, doing.action), help=doing.about)

    async def search(self, query: str) -> Hits:
        """What fits the words typed."""
        matcher = self.matcher(query)
        for doing in self._all():
            if (score := matcher.match(f"{doing.name} {doing.about}")) > 0:
                yield Hit(score, matcher.highlight(doing.name), partial(self.app.run_action, doing.action), help=doing.about)

    def _all(self) -> list[Doing]:
        return [Doing(*entry) for entry in (*FUNCTIONS, ("Leave", LEAVE[self.screen.has_class(STAYS)], "app.quit"))]


class Sentences(Provider):
    """What can be said now."""

    async def startup(self) -> None:
        """Ask the daemon."""
        offered = await self.screen.query_one("#home", View).daemon.look(Offers(), Offered) or Offered()
        opened = [Pick(f"open {app.name}", f"open {app.name}") for app in offered.apps]
        self._picks = [*(Pick(phrase.text, phrase.text) for phrase in offered.phrases), *opened]

    async def search(self, query: str) -> Hits:
        """What fits the words typed."""
        matcher = self.matcher(query)
        for pick in self._picks:
            if (score := matcher.match(pick.text)) > 0:
                yield Hit(score, matcher.highlight(pick.text), partial(self._choose, pick), help="say it")

    def _choose(self, pick: Pick) -> None:
        self.app.post_message(chosen(pick))
