"""The lesson in numbers: a sum for the calculator, and the numbers on the screen where they can be shown."""

from shell.answers import Offered
from shell.welcome.commanding import CALCULATOR, app_called
from shell.welcome.exercise import Exercise, did, practise
from shell.welcome.guide import Guide
from shell.wire import Offers

SHOW = "show numbers"
"""What a user says to have every button numbered."""
OPEN = Exercise(f"open the {CALCULATOR}", did("apps.open"), "For numbers we need the calculator.")
SUM = Exercise("type twelve times eight", did("screen.type"), "Numbers are said as you speak them.")
EQUALS = Exercise("press the equals key", did("screen.press"), "And now the result.", "Numbers work everywhere you can type.")
CLOSE = Exercise(f"close the {CALCULATOR}", did("apps.close"), "We are done with it.", "Thank you.")


async def practise_numbers(guide: Guide) -> None:
    """Practise what there is; nothing where there is neither a calculator nor numbers to be shown."""
    await _sum(guide)
    offered = await guide.client.look(Offers(), Offered)
    intent = next((phrase.intent for phrase in offered.phrases if phrase.text.lower() == SHOW), "")
    if intent:
        await practise(guide, Exercise(SHOW, did(intent), "Buttons can have numbers.", "Say a number to press that button."))


async def _sum(guide: Guide) -> None:
    app = await app_called(guide, CALCULATOR)
    if app is None or (not app.in_front and await practise(guide, OPEN) is None):
        return
    if await practise(guide, SUM) is not None:
        await practise(guide, EQUALS)
    await practise(guide, CLOSE)
