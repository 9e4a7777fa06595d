"""The daemon as the terminal UI knows it: followed for ever, asked without ever waiting for one another, never a raise."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from textual.message import Message

from shell.client import Client, connected
from shell.errors import NotRunning, ShellError
from shell.event import Event
from shell.wire import Found, Looks, Now, Order

FIRST_S = 0.1
"""Seconds until the daemon is looked for again; twice as long each time."""
LONGEST_S = 2.0
"""Seconds between two looks at most."""
LOOK_S = 120.0
"""Seconds a look may take: the doctor speaks and listens."""
GONE = "Sayso is not running here. Start it with `sayso run`, or `systemctl --user start sayso`."
Kind = TypeVar("Kind", bound=Found)
Result = TypeVar("Result")


class Happening(Message):
    """Something happened in the daemon."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class Connected(Message):
    """The daemon is there; where its session is."""

    def __init__(self, now: Now) -> None:
        super().__init__()
        self.now = now


class Lost(Message):
    """The daemon is not there, or no longer; it is looked for."""


class Daemon:
    """Every request has a connection of its own, so that a slow one holds up no answer and no stop."""

    def __init__(self, socket: Path, post: Callable[[Message], object], complain: Callable[[str], object]) -> None:
        self._socket = socket
        self._post = post
        self._complain = complain
        self._complained = ""
        self.there = False
        """Whether a daemon answers."""

    async def follow(self, once: bool = False) -> None:
        """Post what happens; look for the daemon again when it is gone, or return then when `once`."""
        pause, lost = FIRST_S, False
        while True:
            if await self._followed():
                pause, lost = FIRST_S, False  # perhaps only hung up on for being slow: gone is what no longer answers
            elif not lost:
                lost = True
                self._post(Lost())
                if once:
                    return
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_S)

    async def _followed(self) -> bool:
        """Follow one connection; whether there was a daemon at its other end."""
        met = False
        try:
            async with connected(self._socket) as client:
                async for event in client.watch(digits=True, levels=True):
                    if isinstance(event, Now):
                        self.there, self._complained, met = True, "", True
                        self._post(Connected(event))
                    else:
                        self._post(Happening(event))
        except ShellError:
            pass
        self.there = False
        return met

    async def say(self, text: str) -> bool:
        """Have a sentence done; whether it was taken."""
        return await self._asked(lambda client: client.say(text)) is not None

    async def answer(self, text: str) -> bool:
        """Answer the open question; whether it was taken."""
        why = await self._asked(lambda client: client.answer(text))
        if why:
            self._complain(f"Not taken: {why}.")
        return why == ""

    async def stop(self, everything: bool = False) -> None:
        """Stop what runs."""
        await self._asked(lambda client: client.stop(everything))

    async def order(self, order: Order) -> str:
        """Have it done; returns why it was not, empty when it was."""
        why = await self._asked(lambda client: client.order(order))
        if why:
            self._complain(f"Not done: {why}.")
        return GONE if why is None else why

    async def look(self, request: Looks, kind: type[Kind]) -> Kind | None:
        """What the request finds; None when the daemon is not there or has no answer."""
        return await self._asked(lambda client: client.look(request, kind))

    async def _asked(self, ask: Callable[[Client], Awaitable[Result]]) -> Result | None:
        try:
            async with connected(self._socket) as client, asyncio.timeout(LOOK_S):
                return await ask(client)
        except NotRunning:
            self._complain_once(GONE)
        except TimeoutError:
            self._complain_once("Sayso did not answer in time.")
        except ShellError as trouble:
            self._complain(str(trouble))
        return None

    def _complain_once(self, why: str) -> None:
        if why != self._complained:
            self._complained = why
            self._complain(why)
