"""The first lesson: asking what can be said, and a first command."""

from dataclasses import dataclass

from shell.answers import Offered, Tried
from shell.welcome.exercise import Exercise, did, practise
from shell.welcome.guide import Guide
from shell.wire import Offers, Try

HELP = Exercise("what can I say", did("session.help"), "Now you.", "Well done. Ask that whenever you are not sure.")
CALCULATOR = "calculator"
LIKED = (CALCULATOR, "text editor", "file manager")
"""Apps that open soon and harm nothing, best first, as they are said."""


@dataclass(frozen=True, slots=True)
class Practice:
    """An app to practise with."""

    words: str
    """As it is said."""
    running: bool
    in_front: bool
    """Whether its window is the active one."""


async def first_command(guide: Guide) -> None:
    """Have the user ask for help, then open an app."""
    await practise(guide, HELP)
    for words in LIKED:
        app = await app_called(guide, words)
        if app is not None and not app.running:
            done = "That was your first command. Well done."
            await practise(guide, Exercise(f"open the {words}", did("apps.open"), "Now a command.", done))
            return


async def app_called(guide: Guide, words: str) -> Practice | None:
    """The app that these words mean here; None when they mean none."""
    tried = await guide.client.look(Try(f"open the {words}"), Tried)
    if tried.intent != "apps.open" or not tried.steps:
        return None
    offered = await guide.client.look(Offers(), Offered)
    shown = tried.slots.get("app", "").lower()
    program = next((one for one in offered.apps if one.name.lower() in shown), None)
    front = offered.windows[0].lower() if offered.windows else ""
    return Practice(words, program is not None and program.running, bool(front) and any(name in front for name in (words, _last_name(shown))))


def _last_name(shown: str) -> str:
    """ "galculator" of "the calculator, galculator"."""
    return shown.rpartition(", ")[2].strip() or shown
