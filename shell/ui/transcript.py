"""The transcript: each turn as heard, done and said, and what is being said right now."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from shell.event import Event, Heard, Ignored, Partial, Private
from shell.ui.big import BigText
from shell.ui.story import OUTCOMES, SIGNS, Story, tale, told

KEPT = 40
"""Turns shown; older ones are in the history."""


class TurnShown(Vertical):
    """One turn."""

    def __init__(self, story: Story) -> None:
        super().__init__()
        self.story = story

    def compose(self) -> ComposeResult:
        """Three short parts."""
        for name in ("heard", "did", "said"):
            yield Static("", classes=name, markup=False)

    def on_mount(self) -> None:
        """Show the story it came with."""
        self.follow(self.story)

    def follow(self, story: Story) -> None:
        """Show how far the story is."""
        self.story = story
        texts = {"heard": heard(story), "did": done(story), "said": answered(story)}
        for name, text in texts.items():
            part = self.query_one(f".{name}", Static)
            part.update(text)
            part.display = bool(text.plain)


class Transcript(VerticalScroll):
    """The turns of this session, the newest at the bottom."""

    def compose(self) -> ComposeResult:
        """Before anything is said: how to begin."""
        with Vertical(id="turns"):  # at least as high as the transcript: an anchored scroll would push few turns to the bottom
            yield Static("Say what you want done, for example “what can I say”.\nSay “stop” at any time.", id="begin", markup=False)
            yield Static("", id="partial", markup=False)

    def on_mount(self) -> None:
        """New turns come in at the bottom and stay in sight."""
        self.anchor()
        self.query_one("#partial").display = False

    @property
    def last(self) -> Story:
        """The newest turn."""
        turns = self.query(TurnShown)
        return turns.last().story if turns else Story()

    async def rejoin(self, recent: tuple[Event, ...]) -> None:
        """What was missed of the turn that runs or ran last; a restarted daemon counts its turns anew."""
        story = tale(recent)
        if story.heard:
            if (self.last.turn, self.last.heard) == (story.turn, story.heard):
                self.query(TurnShown).last().follow(story)
            else:
                await self._add(story)

    async def happened(self, event: Event) -> None:
        """Show what belongs in the transcript."""
        match event:
            case Partial(text=text):
                self._partial(text)
            case Ignored():
                self._partial("")
            case Heard() | Private() if event.turn != self.last.turn or not self.last.heard:
                self._partial("")
                await self._add(told(Story(), event))
            case _ if event.turn == self.last.turn and self.last.heard:
                story = told(self.last, event)
                if story != self.last:
                    self.query(TurnShown).last().follow(story)
            case _:
                pass

    async def _add(self, story: Story) -> None:
        self.query_one("#begin").display = False
        turns = list(self.query(TurnShown))
        for old in turns[: max(0, len(turns) - KEPT + 1)]:
            await old.remove()
        await self.query_one("#turns").mount(TurnShown(story), before="#partial")
        self.anchor()

    def _partial(self, text: str) -> None:
        partial = self.query_one("#partial", Static)
        partial.update(f"… {text}")
        partial.display = bool(text)


class Caption(BigText):
    """With big type: what was heard or said last, in block letters."""

    _private = 0
    """The turn whose words may be a password."""

    def happened(self, event: Event) -> None:
        """Follow the talk."""
        match event:
            case Private(turn=turn):
                self.text, self._private = "", turn
            case Heard(turn=turn) if turn == self._private:
                pass
            case Partial(text=text) | Heard(text=text) if text:
                self.text = text
            case _:
                said = told(Story(event.turn, "x"), event).said
                self.text = said or self.text


def heard(story: Story) -> Content:
    """What was heard, and how it came in when not by voice."""
    return Content.assemble(f"“{story.heard}”", ("  typed" if story.by != "voice" else "", "not bold $text-muted"))


def done(story: Story) -> Content:
    """One line a step, with its sign and, when it is not simply done, its word."""
    lines: list[Content] = []
    for step in story.steps:
        sign, word = SIGNS.get(step.state, ("?", step.state))
        plain = step.state in ("confirmed", "waiting")
        lines.append(Content.assemble(f"{sign} {step.what}", (f"  {word}" if not plain else "", "$text-warning" if step.state != "doing" else "")))
    if story.answer:  # an open question stands in its own panel
        lines.append(Content.assemble(f"? {story.question} ", (f"→ {story.answer}", "$foreground")))
    return Content("\n").join(lines)


def answered(story: Story) -> Content:
    """What was said, with the outcome in words when it is not simply done."""
    if not story.outcome:
        return Content(story.trouble)
    sign, word = OUTCOMES.get(story.outcome, ("?", story.outcome))
    if not story.said:
        return Content(f"{sign} {word}")
    return Content(story.said) if story.outcome in ("done", "stopped") else Content.assemble((f"{sign} {word}  ", "$text-warning"), story.said)
