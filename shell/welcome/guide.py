"""Leads the user by voice: says, asks, and sees what the user really does."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from shell.chronicle import Chronicle
from shell.client import Client
from shell.errors import ShellError
from shell.event import Heard
from shell.welcome.account import Account, Turn, turn_of
from shell.welcome.turning import Left, Silent, Skipped
from shell.welcome.words import is_skip
from shell.wire import Chosen, Tell
from speech.stopwords import is_stop

_SOON_S = 0.05


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the guide waits."""

    turn_s: float = 30.0
    """Seconds for the user to say a sentence."""
    end_s: float = 90.0
    """Seconds for what was begun to end and be told."""
    late_s: float = 3.0
    """Seconds for an event that belongs to what has just happened."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Connections to one daemon: one that asks and waits, and one that gets through meanwhile."""

    environ: Mapping[str, str]
    """Of the desk that the daemon is on."""
    socket: Path
    client: Client
    aside: Client


class Guide:
    """Raises Left or Skipped from whatever it does, as soon as the user says stop or skip; Silent when nobody answers twice."""

    def __init__(self, lines: Lines, past: Chronicle, group: asyncio.TaskGroup, show: Callable[[str], None], patience: Patience) -> None:
        """`past` follows the daemon; `show` puts a line on the screen that the welcome was started on; `group` ends with the welcome."""
        self.client = lines.client
        self.environ = lines.environ
        self.socket = lines.socket
        self.past = past
        self.account = Account(past)
        self.group = group
        self.show = show
        self.patience = patience
        self.devices: dict[str, str] = {}
        """The microphone and the speaker in use, by their kind."""
        self.muted = self.asleep = False
        """Whether the daemon's microphone was closed, or it slept, when we came."""
        self._aside = lines.aside

    async def tell(self, text: str) -> None:
        """Say it, and heed what the user says to it."""
        await self.speak(text)
        await self.heed()

    async def speak(self, text: str) -> None:
        """Say it. Whoever calls this sees to what the user says to it."""
        since = self.account.mark
        self.show(text)
        await self.client.order(Tell(text))
        await self.past.until(lambda: self.account.finished(text, since) is not None, self.patience.late_s)
        if self.account.finished(text, since) is False:
            await self.past.until(lambda: bool(self.account.unheeded()), self.patience.late_s)  # the ears tell who cut it a moment later

    async def ask(self, question: str, choices: tuple[str, ...], again: bool = True) -> str:
        """What the user chose; empty when the answer was none of it. Silence is asked `again`, then raises Silent."""
        self.show(f"{question} [{' / '.join(choices)}]")
        for prompt in (question, f"I did not hear you. {question.rpartition('. ')[2]}")[: 2 if again else 1]:
            chosen = await self._inquired(prompt, choices)
            if chosen.choice:
                return chosen.choice
            if is_stop(chosen.heard):
                raise Left
            if is_skip(chosen.heard):
                raise Skipped
            if chosen.heard:
                return ""
        raise Silent

    async def hear(self, prompt: str) -> Turn | None:
        """Say what to do; the user's next sentence, once it has come to its end, or None when there is none in time."""
        await self.heed()
        await self.speak(prompt)
        first = await self.reaction(self.patience.turn_s)
        if first is not None:
            _obey(first)  # a stop after that cut the answer, as it should
        return turn_of(self.past.events, first) if first is not None else None

    async def reaction(self, limit_s: float) -> Heard | None:
        """The user's first sentence that was not heeded yet, whatever it is, once all it began is over; None when none comes in time."""
        if not await self.past.until(lambda: bool(self.account.unheeded()), limit_s):
            return None
        await self.free()
        return self.account.heed()[0]

    async def free(self) -> None:
        """Wait until nothing runs or sounds, but not for ever."""
        await self.past.until(self.past.idle, self.patience.end_s)

    async def heed(self) -> None:
        """Do what the user said up to now, if it was for the welcome; anything else may come to its end first."""
        if self.account.unheeded():
            await self.free()
        for one in self.account.heed():
            _obey(one)

    async def _inquired(self, question: str, choices: tuple[str, ...]) -> Chosen:
        await self.free()
        await self.heed()
        since, clock = self.account.mark, asyncio.get_running_loop().time
        deadline = clock() + self.patience.end_s
        while (chosen := await self._put(question, choices, since)).heard == "busy":
            await self.past.until(lambda: False, _SOON_S)  # a turn is over a moment after its answer was said, and nothing tells when
            if clock() > deadline:
                raise ShellError("Sayso is busy with something else; run `sayso welcome` when it is done")
            await self.heed()
        return chosen

    async def _put(self, question: str, choices: tuple[str, ...], since: int) -> Chosen:
        """Ask; a stop that comes from elsewhere, a key for one, closes the question as well."""

        async def stopped() -> None:
            """A stop from elsewhere is as good as the answer "stop"."""
            while not await self.past.until(
                lambda: any(is_stop(one.text) for one in self.account.said(since)) or self.past.over, self.patience.end_s
            ):
                pass
            await self._aside.answer("stop")

        async with asyncio.TaskGroup() as group:
            stopping = group.create_task(stopped())
            chosen = await self.client.inquire(question, choices)
            stopping.cancel()
        return chosen


def _obey(heard: Heard) -> None:
    if is_stop(heard.text):
        raise Left
    if is_skip(heard.text):
        raise Skipped
