"""The help: everything that can be said now, each item to choose, and every key."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from shell.answers import Offered
from shell.ui.keyline import KEYS
from shell.ui.pairs import Pairs
from shell.ui.picks import Group, Pick
from shell.ui.view import View
from shell.wire import Offers

ALWAYS = (
    ("stop", "stops what runs, and what is said"),
    ("stop everything", "also what runs in the background"),
    ("yes · no · cancel", "answers a question"),
    ("repeat", "says the last answer again"),
    ("go to sleep · wake up", "stops and starts heeding you"),
    ("what can I say", "reads examples aloud"),
    ("show the history", "or home, plan, policies, settings …"),
    ("larger text · smaller text", "big type on and off"),
)
MORE = (("Tab", "next part"), ("↑ ↓ Enter", "choose"), ("1 … Enter", "number of an item"), ("^Q", "leave"))


class HelpView(View):
    """What to say and what to press."""

    title: ClassVar[str] = "Help"

    def compose(self) -> ComposeResult:
        """What can be said always and now; the keys beside it, or below where there is no room."""
        with VerticalScroll(id="helping"):
            with Vertical(classes="half"):
                yield Static("You can always say", classes="caption", markup=False)
                yield Pairs(((say, what_for, "") for say, what_for in ALWAYS), strong=True)
                yield Group("You can say now", "sayable")
            with Vertical(classes="half"):
                yield Static("Keys", classes="caption", markup=False)
                yield Pairs([(key, word, "") for key, word, _ in KEYS] + [(key, word, "") for key, word in MORE], strong=True)

    async def shown(self, text: str = "") -> None:
        """Look what can be said now; with words, only what has them."""
        self.run_worker(self._look(text), group="help", exclusive=True)

    def turn(self, where: str) -> None:
        """Page the help."""
        scroll = self.query_one("#helping", VerticalScroll)
        {"page down": scroll.scroll_page_down, "page up": scroll.scroll_page_up, "top": scroll.scroll_home}.get(where, scroll.scroll_end)()

    async def _look(self, text: str) -> None:
        offered = await self.daemon.look(Offers(), Offered) or Offered()
        wanted = [phrase.text for phrase in offered.phrases if all(word in phrase.text.lower() for word in text.lower().split())]
        for group in self.query("#sayable").results(Group):  # none when the user has left meanwhile
            group.fill([Pick(phrase, phrase) for phrase in dict.fromkeys(wanted)], 1)
