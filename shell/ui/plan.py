"""The plan: the turn that runs or ran last, what it means and from where, each step live with its evidence, and its outcome."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from shell.event import Event
from shell.ui.big import BigText
from shell.ui.pairs import Pairs, Rows
from shell.ui.story import OUTCOMES, SIGNS, Step, Story, tale, told
from shell.ui.view import View
from shell.wire import Now

BEFORE = "No command yet. Say what you want done, and you will see here what it means and what is done."
CAPTIONS = {"steps": "Steps", "outcome": "Outcome", "meaning": "What I understood", "verdict": "What it needs"}
CONSENTS = {
    "none": "needs no question",
    "yes": "needs your yes",
    "challenge": "needs your spoken approval with digits",
    "refused": "not allowed",
}
SOURCES = {
    "speech": "you said it",
    "contacts": "from your contacts",
    "policy": "from the policy",
    "file": "from a file",
    "screen": "from the screen",
    "model": "from the model",
}
"""Where a value came from, in words."""


class PlanView(View):
    """Follows the events of one turn."""

    title: ClassVar[str] = "Plan"
    can_focus = True

    def compose(self) -> ComposeResult:
        """What is done, and beside it, or below where there is no room, what it means and needs."""
        yield Static(BEFORE, id="sentence", markup=False)
        yield BigText(BEFORE)
        with Horizontal(id="sides"):
            for names, side in ((("steps", "outcome"), "first"), (("meaning", "verdict"), "second")):
                with Vertical(classes=side):
                    for name in names:
                        with Vertical(classes="part", id=f"{name}-part"):
                            yield Static(CAPTIONS[name], classes="caption", markup=False)
                            yield Pairs(name=name) if side == "second" else Static("", id=name, markup=False)

    def on_mount(self) -> None:
        """Nothing yet."""
        self._story = Story()
        self._show()

    def rejoin(self, now: Now) -> None:
        """What was missed of the turn that runs or ran last."""
        story = tale(now.recent)
        if story.heard:
            self._story = story
            self._show()

    def happened(self, event: Event) -> None:
        """The next thing in the story."""
        story = told(self._story, event)
        if story != self._story:
            self._story = story
            self._show()

    def _show(self) -> None:
        story = self._story
        texts = {"steps": steps(story.steps), "outcome": ending(story)}
        tables = {"meaning": meaning(story), "verdict": verdict(story)}
        if story.heard:
            self.query_one("#sentence", Static).update(f"“{story.heard}”")
            self.query_one(BigText).text = story.heard
        for name, text in texts.items():
            self.query_one(f"#{name}", Static).update(text)
            self.query_one(f"#{name}-part").display = bool(text.plain)
        for name, rows in tables.items():
            self.query_one(f"#{name}", Pairs).rows = rows
            self.query_one(f"#{name}-part").display = bool(rows)
        self.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """The step that is being done, on a screen too small for all."""
        doing = next((number for number, step in enumerate(self._story.steps) if step.state == "doing"), None)
        shown = self.query_one("#steps")
        if doing is not None and shown.content_size.width:  # none while another view is in front
            above = len(steps(self._story.steps[:doing]).wrap(shown.content_size.width)) if doing else 0
            top = shown.region.y - self.content_region.y + self.scroll_offset.y
            self.scroll_to_region(Region(0, top + above, 1, 2), animate=False)


def meaning(story: Story) -> Rows:
    """The intent, then each slot with where it came from."""
    if not story.intent:
        return ()
    return ("intent", story.intent, ""), *((name, shown, SOURCES.get(source, source)) for name, shown, source in story.slots)


def steps(found: tuple[Step, ...]) -> Content:
    """Each step: number, sign, what; below it, its word and evidence."""
    lines: list[Content] = []
    for number, step in enumerate(found, 1):
        sign, word = SIGNS.get(step.state, ("?", step.state))
        loud = {"doing": "bold $text-accent", "waiting": "$text-muted", "left": "$text-muted"}.get(step.state, "")
        told = step.evidence or step.reads
        lines.append(Content.styled(f"{sign} {number}  {step.what}{'' if told else f'   {word}'}", loud))
        evidence = "; ".join(part for part in (step.evidence, f"it reads “{step.reads}”" if step.reads else "") if part)
        if evidence:
            lines.append(Content.styled(f"     {word}: {evidence}", "$text-muted"))
    return Content("\n").join(lines)


def verdict(story: Story) -> Rows:
    """What it needs, by which rules, what was asked and answered."""
    found = {
        "consent": CONSENTS.get(story.consent, story.consent),
        "rules": ", ".join(story.rules),
        "asked": story.question,
        "answer": story.answer,
    }
    return tuple((name, value, "") for name, value in found.items() if value)


def ending(story: Story) -> Content:
    """The outcome and what was said."""
    if not story.outcome:
        return Content(story.trouble)
    sign, word = OUTCOMES.get(story.outcome, ("?", story.outcome))
    return Content.assemble((f"{sign} {word}", "bold"), f"   {story.said}" if story.said else "")
