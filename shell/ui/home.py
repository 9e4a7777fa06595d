"""Home, the launcher's place: the transcript, and beside it what can be said, the apps, what was said before and what runs."""

from typing import ClassVar

from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from shell.answers import Offered, Remembered
from shell.event import Ended, Event, Reloaded
from shell.ui.lists import RECENT, Lists
from shell.ui.picks import Pick, chosen
from shell.ui.transcript import Caption, Transcript
from shell.ui.view import View
from shell.wire import Now, Offers, Recall


class HomeView(View):
    """Asked anew after each turn and when it is switched to, never by the clock."""

    title: ClassVar[str] = "Home"

    def compose(self) -> ComposeResult:
        """Transcript left, lists right; on a small screen a strip of hints below instead of the lists."""
        yield Caption()
        with Horizontal(id="both"):
            yield Transcript()
            yield Lists()
        yield Hints()

    async def shown(self, text: str = "") -> None:
        """Look again."""
        self._refresh()

    async def rejoin(self, now: Now) -> None:
        """The daemon is there, or there again."""
        await self.query_one(Transcript).rejoin(now.recent)
        self._refresh()

    async def follow(self, event: Event) -> None:
        """Show it in the transcript."""
        await self.query_one(Transcript).happened(event)

    def happened(self, event: Event) -> None:
        """What can be said may be something else after a turn."""
        self.query_one(Caption).happened(event)
        if isinstance(event, Ended | Reloaded) and self.display:
            self._refresh()

    def turn(self, where: str) -> None:
        """Page the transcript."""
        transcript = self.query_one(Transcript)
        {"page down": transcript.scroll_page_down, "page up": transcript.scroll_page_up, "top": transcript.scroll_home}.get(
            where, transcript.scroll_end
        )()

    def numbered(self, number: int) -> Message | None:
        """What choosing the item with this number comes to; None when there is none."""
        picks = self.query_one(Lists).picks
        return chosen(picks[number - 1]) if 0 < number <= len(picks) else None

    def _refresh(self) -> None:
        self.run_worker(self._look(), group="home", exclusive=True)

    async def _look(self) -> None:
        if not self.daemon.there:
            return
        offered = await self.daemon.look(Offers(), Offered)
        recalled = await self.daemon.look(Recall(limit=3 * RECENT), Remembered)
        if offered is not None and recalled is not None:
            lists = self.query_one(Lists)
            lists.lay(offered, recalled)
            phrases, recent = lists.groups["phrases"], lists.groups["recent"]
            self.query_one(Hints).lines = (("Say  ", phrases.first, phrases.picks), ("Again", recent.first, recent.picks))


class Hints(Widget):
    """On a small screen: what can be said and what was, a line each, as many as fit."""

    lines: reactive[tuple[tuple[str, int, tuple[Pick, ...]], ...]] = reactive((), layout=True)
    """Caption, number of the first item, items."""

    def render(self) -> RenderResult:
        """Whole items only."""
        return Content("\n").join(
            Content.assemble((caption, "bold"), fitting(picks, first, self.content_size.width - len(caption)))
            for caption, first, picks in self.lines
            if picks
        )


def fitting(picks: tuple[Pick, ...], first: int, columns: int) -> str:
    """The items with their numbers, as many as fit into the columns."""
    found = ""
    for number, pick in enumerate(picks, first):
        longer = f"{found}   {number} {pick.text}" if found else f"  {number} {pick.text}"
        if len(longer) > columns:
            break
        found = longer
    return found
