"""A user for tests of the welcome: hears every sentence of Sayso and says what belongs to it."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from shell.control import serving
from shell.paths import of
from shell.welcome.course import Manner, welcome
from shell.welcome.guide import Patience
from tests.shell.stand import Stand, until

QUICK = Patience(turn_s=0.5, end_s=10.0, late_s=0.3)
"""For a user who answers at once or not at all."""
Replies = Mapping[str, Sequence[str]]
"""Part of a sentence of Sayso's → what the user says to it, the first time, the second time…; silence when there is nothing left."""


@dataclass
class Hearer:
    """The user, for as long as the test."""

    stand: Stand
    replies: dict[str, list[str]]

    async def live(self) -> None:
        """Answer whatever is said."""
        heard = len(self.stand.ears.spoken)
        while True:
            await until(lambda seen=heard: len(self.stand.ears.spoken) > seen, 60.0)
            text = self.stand.ears.spoken[heard]
            heard += 1
            for part, left in self.replies.items():
                if part in text and left:
                    await self.stand.ears.hear(left.pop(0))
                    break


@asynccontextmanager
async def serving_stand(stand: Stand, short: Path) -> AsyncIterator[dict[str, str]]:
    """Serve the stand on the private socket of an environment, which this gives."""
    root = stand.home.parent
    environ = {"HOME": str(stand.home), "XDG_RUNTIME_DIR": str(short), "XDG_STATE_HOME": str(root / "state"), "XDG_CONFIG_HOME": str(root / "config")}
    place = of(environ)
    place.runtime.mkdir(mode=0o700, exist_ok=True)
    async with serving(place.socket, stand.session, stand.service):
        yield environ


async def led(stand: Stand, environ: Mapping[str, str], replies: Replies, again: bool = False) -> tuple[str, list[str]]:
    """One welcome with a user who says this: how it ended, and what was shown."""
    shown: list[str] = []
    user = Hearer(stand, {part: list(said) for part, said in replies.items()})
    async with asyncio.TaskGroup() as group:
        living = group.create_task(user.live())
        ended = await welcome(environ, Manner(shown.append, again, None, QUICK))
        living.cancel()
    return ended, shown
