"""The sentences in which Sayso asks back or says that it knows no such thing."""

from agent.intent import Source
from policies.binding import Bound, Problem
from policies.resolve import Near, Nothing, Several
from policies.slots import SlotType

_MISSING = {
    SlotType.APP: "I know no app named {words}",
    SlotType.WINDOW: "I see no window named {words}",
    SlotType.CONTROL: "I see no button named {words}",
    SlotType.FILE: "There is no file named {words}",
    SlotType.FOLDER: "There is no folder named {words}",
    SlotType.NEW_NAME: "{words} cannot be a file name",
    SlotType.TEXT: "There is nothing to type",
    SlotType.KEYS: "I know no key named {words}",
    SlotType.DIRECTION: "{words} is no direction I know",
    SlotType.NUMBER: "{words} is no number I know",
}
_SHOWN_ALTERNATIVES = 3


def missing(problem: Problem) -> str:
    """Says that a name stands for nothing, without a full stop."""
    words = "this window" if problem.kind is SlotType.WINDOW and problem.words.lower() in ("it", "this") else problem.words
    said = _MISSING[problem.kind].format(words=words)
    return said[:1].upper() + said[1:]


def unresolved(bound: Bound) -> str:
    """Says what the sentence named that is not there."""
    lost = [f"{missing(problem)}." for problem in bound.problems if isinstance(problem.binding, Nothing)]
    return " ".join(lost) or "I cannot tell what you mean."


def ask_back(bound: Bound) -> str:
    """Asks whether the nearest things are meant, or which of several."""
    return " ".join(_ask(problem) for problem in bound.problems)


def ask_which(readings: tuple[Bound, ...]) -> str:
    """Asks which of two or more readings is meant; yes stands for the first."""
    ways = [f"“{describe(reading)}”" for reading in readings[:_SHOWN_ALTERNATIVES]]
    return f"That could mean {' or '.join(ways)}. Do you mean {ways[0]}?"


def ask_swallowed(chosen: Bound, other: Bound) -> str:
    """Asks whether words that look like something else really belong to a free name."""
    return f"{' '.join(f'{missing(problem)}.' for problem in other.problems)} Shall I {describe(chosen)}?"


def describe(bound: Bound) -> str:
    """A reading in words: "rename budget.txt report.txt"."""
    verb = bound.intention.name.partition(".")[2].replace("_", " ")
    fixed = bound.intention.fixed
    said = [slot.shown for name, slot in bound.slots.items() if not (name in fixed and slot.source is Source.POLICY)]
    return " ".join((verb, *said))


def _ask(problem: Problem) -> str:
    match problem.binding:
        case Several(candidates):
            told = tuple(dict.fromkeys(candidate.told for candidate in candidates))[:_SHOWN_ALTERNATIVES]
            if len(told) == 1:
                return f"There are {len(candidates)} named {told[0]}. Shall I take the first?"
            return f"{problem.words[:1].upper()}{problem.words[1:]} could be {' or '.join(told)}. Do you mean {told[0]}?"
        case Near(candidate):
            return f"{missing(problem)}; there is {candidate.shown}. Shall I?"
        case _:
            return f"{missing(problem)}."
