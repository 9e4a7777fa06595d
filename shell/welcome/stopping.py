"""The lesson in stopping: the user cuts us short."""

from shell.welcome.guide import Guide
from shell.welcome.turning import Skipped
from shell.welcome.words import is_skip
from speech.stopwords import is_stop

FIRST = "I read something long now. Say “stop” while I speak."
LONG = (
    "Once upon a time there was a computer that never stopped talking: it read every letter and every number, every menu and every message, "
    "from early in the morning until late in the night, and it went on and on, because nobody had told it that one short word was enough."
)
PRAISE = "Well done. “Stop” works at any time, also while I am doing something."
AGAIN = "That was the whole story. I read it again; say “stop” whenever you like."
ENOUGH = "Never mind. “Stop” works at any time."


async def practise_stop(guide: Guide) -> None:
    """Read something long, until the user stops it; twice at most."""
    for prompt in (FIRST, AGAIN):
        await guide.tell(prompt)
        if await _stopped(guide):
            await guide.tell(PRAISE)
            return
    await guide.tell(ENOUGH)


async def _stopped(guide: Guide) -> bool:
    await guide.speak(LONG)
    heard = await guide.reaction(guide.patience.late_s)
    if heard is not None and is_skip(heard.text):
        raise Skipped
    return heard is not None and is_stop(heard.text)
