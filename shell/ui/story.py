"""One turn as people follow it: what was heard, what it means, each step with its evidence, what was asked and said."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from shell.event import Acted, Acting, Answered, Asked, Ended, Event, Failed, Heard, Planned, Private, Said, Understood

SIGNS = {
    "waiting": ("○", "waiting"),
    "doing": ("▸", "doing"),
    "confirmed": ("✓", "done"),
    "partial": ("~", "partly"),
    "unverifiable": ("?", "unknown"),
    "no_effect": ("✗", "no effect"),
    "refused": ("✗", "refused"),
    "left": ("–", "not begun"),
    "broken": ("?", "unknown"),
}
"""What became of a step → its sign and its word."""
OUTCOMES = {
    "done": ("✓", "done"),
    "partly": ("~", "done in part"),
    "unknown": ("?", "not known whether it took effect"),
    "not_done": ("✗", "not done"),
    "refused": ("✗", "not allowed"),
    "stopped": ("■", "stopped"),
}
"""What became of a turn → its sign and its words."""

HIDDEN = "••••••"
"""Instead of words that may be a password."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act."""

    what: str
    state: str = "waiting"
    """A key of SIGNS."""
    evidence: str = ""
    reads: str = ""
    """Text the screen then showed."""


@dataclass(frozen=True, slots=True)
class Story:
    """A turn so far."""

    turn: int = 0
    heard: str = ""
    """Dots when it may be a password."""
    by: str = "voice"
    intent: str = ""
    slots: tuple[tuple[str, str, str], ...] = ()
    """Name, value as shown, source."""
    steps: tuple[Step, ...] = ()
    consent: str = ""
    rules: tuple[str, ...] = ()
    question: str = ""
    """The last question."""
    answer: str = ""
    """How it was answered; empty while it is open."""
    said: str = ""
    """The last sentence spoken."""
    trouble: str = ""
    outcome: str = ""
    """A key of OUTCOMES; empty while it runs."""


def told(story: Story, event: Event) -> Story:
    """The story after an event: a new one when another sentence was heard; pure."""
    match event:
        case Heard(turn=turn, text=text, by=by) if turn != story.turn or not story.heard:
            return Story(turn, text, by)
        case Private(turn=turn) if turn != story.turn:
            return Story(turn, HIDDEN)  # known before the words come
        case Heard(by=by) if story.heard == HIDDEN:
            return replace(story, by=by)
        case _ if event.turn != story.turn:
            return story
        case Understood(intent=intent, slots=slots):
            return replace(
                story, intent=intent, slots=tuple((name, slot.get("shown") or slot["value"], slot["source"]) for name, slot in slots.items())
            )
        case Planned(steps=steps, consent=consent, rules=rules):
            return replace(story, steps=tuple(Step(what) for what in steps), consent=consent, rules=rules)
        case Acting(number=number, what=what):
            return replace(story, steps=_with(story.steps, number, Step(what, "doing")))
        case Acted(number=number, what=what, effect=effect, evidence=evidence, reads=reads):
            return replace(story, steps=_with(story.steps, number, Step(what, effect, evidence, reads)))
        case _:
            return _talked(story, event)


def _talked(story: Story, event: Event) -> Story:
    match event:
        case Asked(question=question, kind=kind):
            return replace(story, question=question, answer="", consent=kind if kind in ("yes", "challenge") else story.consent)
        case Answered(granted=granted, by=by, heard=heard):
            how = "no answer" if by == "silence" else f"{'yes' if granted else 'no'}, by {by}" + (f": “{heard}”" if heard else "")
            return replace(story, answer=how)
        case Private():
            return replace(story, heard=HIDDEN)
        case Said(text=text):
            return replace(story, said=text)
        case Failed(why=why):
            return replace(story, trouble=why)
        case Ended(outcome=outcome, say=say):
            ended = {"waiting": "left", "doing": "broken"}
            steps = tuple(replace(step, state=ended.get(step.state, step.state)) for step in story.steps)
            return replace(story, outcome=outcome, said=say or story.said, steps=steps)
        case _:
            return story


def tale(events: Iterable[Event]) -> Story:
    """The story of the events of one turn."""
    story = Story()
    for event in events:
        story = told(story, event)
    return story


def _with(steps: tuple[Step, ...], number: int, step: Step) -> tuple[Step, ...]:
    """The steps with that one at its number, counted from 1; what was not planned is added."""
    at = number - 1 if 0 < number <= len(steps) else len(steps)
    if at == len(steps) and steps and step.state != "doing" and steps[-1].state == "doing":
        at -= 1  # an unplanned step that was just begun
    return (*steps[:at], step, *steps[at + 1 :])
