"""What is stored, where, and how it is erased."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shell import paths
from shell.history import History
from shell.welcome import progress
from shell.welcome.guide import Guide
from speech import models

SHORT = ("I keep what you said, what I did, and what you set; all on this computer.", "The sound itself is kept only when you ask for it.")


@dataclass(frozen=True, slots=True)
class Stored:
    """One thing that is kept."""

    what: str
    where: str
    erase: str
    """How, for the screen."""
    aloud: str
    """The same in words to be said."""

    def line(self) -> str:
        """For the screen."""
        return f"{self.what}\n    {self.where}\n    → {self.erase}"


def stored(environ: Mapping[str, str]) -> tuple[Stored, ...]:
    """Everything Sayso keeps for the user of this environment."""
    place = paths.of(environ)
    book = History(place.history)
    try:
        turns = book.recall(limit=1).total
    finally:
        book.close()
    return (
        Stored(
            f"History: what you said and what came of it ({turns} {'turn' if turns == 1 else 'turns'} now)",
            str(place.history),
            "sayso history --erase --yes",
            "To erase the history, type: sayso history, dash dash erase, dash dash yes.",
        ),
        Stored(
            "Ledger: what was allowed, refused and done; never what you typed. It guards against doing a payment twice",
            str(place.ledger),
            f"end Sayso, then: rm {_quoted(place.ledger.with_suffix(''))}.*",
            "The ledger says what I was allowed to do. It is a file you can delete when I am not running.",
        ),
        Stored(
            "Settings, contacts and your own policies",
            str(place.config),
            f"rm -r {_quoted(place.config)}",
            "Your settings are files as well. Deleting them brings the defaults back.",
        ),
        Stored("How far this welcome has come", str(progress.file_of(place)), "sayso welcome --again begins anew", ""),
        Stored("Speech models: the same for everybody, nothing about you", str(models.root()), f"rm -r {_quoted(models.root())}", ""),
        Stored("Recordings: none, unless you start Sayso with --record DIR", "where you said", "delete that folder", ""),
    )


async def tell_stored(guide: Guide) -> None:
    """In short aloud, all of it on the screen, and read out for who wants it."""
    kept = stored(guide.environ)
    for one in kept:
        guide.show(one.line())
    for sentence in SHORT:
        await guide.tell(sentence)
    if await guide.ask("Shall I say how to erase it?", ("yes", "no")) == "yes":
        for one in kept:
            if one.aloud:
                await guide.tell(one.aloud)


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
