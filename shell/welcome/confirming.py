"""The lesson in consent: what cannot be undone is asked about, and only a yes lets it happen. Nothing of it is left behind."""

from pathlib import Path

from shell.welcome.account import Turn
from shell.welcome.exercise import Exercise, did, practise
from shell.welcome.guide import Guide
from shell.welcome.turning import Turning

NAMES = ("practice run", "second practice", "third practice")
"""What the folder is called, in words that are easily understood; the first name that is free."""
BEFORE = "What cannot be undone, I ask about. Let us try it with a folder made for it."
REFUSED = "Right: without a yes I leave it alone. Saying nothing is a no as well."
GRANTED = "Well done. Only a yes lets me do what cannot be undone."
EARLY = "That was a yes, so it is gone. With a no it would have stayed."
TAKEN = "Your practice folders are still there, so we leave this one out."


async def practise_consent(guide: Guide) -> None:
    """Have a folder made, its deletion refused, then agreed to."""
    home = Path(guide.environ.get("HOME") or Path.home())
    name = next((one for one in NAMES if not (home / one).exists()), "")
    if not name:
        await guide.tell(TAKEN)
        return
    await guide.tell(BEFORE)
    since = guide.account.mark
    try:
        made = await practise(guide, Exercise(f"make a folder named {name}", did("files.make_folder")))
        if made is not None:
            await _delete(guide, _folder(made))
    except Turning:
        await _left_behind(guide, since)
        raise
    await _left_behind(guide, since)


async def _delete(guide: Guide, folder: Path) -> None:
    words = f"delete {folder.name} for good"

    def asked(turn: Turn, *outcomes: str) -> bool:
        """Whether this very folder was to be deleted, with one of these outcomes, "done" if none is named."""
        return did("files.delete", *outcomes)(turn) and turn.slots.get("file") == str(folder)

    first = await practise(guide, Exercise(words, lambda turn: asked(turn, "done", "refused"), "When I ask, say no."))
    if first is None:
        return
    if asked(first):
        await guide.tell(EARLY)
        return
    await guide.tell(REFUSED)
    await practise(guide, Exercise(words, asked, "This time, say yes when I ask.", GRANTED))


async def _left_behind(guide: Guide, since: int) -> None:
    """Say where each folder is that was made in the lesson and is still there: it goes only with the user's yes."""
    for turn in guide.account.turns(since):
        if did("files.make_folder")(turn) and (folder := _folder(turn)).is_dir():
            guide.show(f"The practice folder is still there: {folder}")
            await guide.speak(f"The folder {folder.name} is still in your home folder.")


def _folder(made: Turn) -> Path:
    """What the user called it, which need not be what we had said, is how it is called."""
    return Path(made.slots.get("folder", ""), made.slots.get("name", ""))
