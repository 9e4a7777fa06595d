"""One thing the user does by voice: said, waited for, praised or corrected."""

from collections.abc import Callable
from dataclasses import dataclass

from shell.welcome.account import Turn
from shell.welcome.guide import Guide
from shell.welcome.turning import Silent

TRIES = 3
"""Times it is tried: two corrections are help, three are a scolding."""
ENOUGH = "Never mind, that comes with practice."


@dataclass(frozen=True, slots=True)
class Exercise:
    """What is to be said, and how we know that it was done."""

    words: str
    """What the user should say."""
    fits: Callable[[Turn], bool]
    """Whether the turn is what was asked for, and came to what it should."""
    first: str = ""
    """Said before “Say: …”."""
    praise: str = ""


def did(intent: str, *outcomes: str) -> Callable[[Turn], bool]:
    """Whether a turn was this intent and had one of these outcomes, "done" if none is named."""
    return lambda turn: turn.intent == intent and turn.outcome in (outcomes or ("done",))


async def practise(guide: Guide, exercise: Exercise) -> Turn | None:
    """The turn that fits; None when it did not come about. Raises Silent when the user says nothing twice."""
    prompt, silences = f"{exercise.first} Say: {exercise.words}.".strip(), 0
    for _ in range(TRIES):
        turn = await guide.hear(prompt)
        if turn is None:
            silences += 1
            if silences == 2:
                raise Silent
            prompt = f"Take your time. Say: {exercise.words}."
        elif exercise.fits(turn):
            if exercise.praise:
                await guide.tell(exercise.praise)
            return turn
        else:
            prompt = f"Almost. Once more: {exercise.words}." if turn.intent else f"I heard “{_short(turn.said)}”. Once more: {exercise.words}."
    await guide.tell(ENOUGH)
    return None


def _short(text: str) -> str:
    words = text.rstrip(".?!").split()
    return " ".join(words[:6]) + (" and so on" if len(words) > 6 else "")
