"""Reads the policies again when the user asks for it aloud: not within the turn that asked, as no turn may run meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable

from shell.voice import Voice


class Renewing:
    """Takes the wish, and fulfils it once the turn is over."""

    def __init__(self, voice: Voice, reload: Callable[[], Awaitable[str]]) -> None:
        """reload: reads the policies again; returns why not, empty when they are in force."""
        self._voice = voice
        self._reload = reload
        self._wanted = asyncio.Event()

    def want(self) -> None:
        """Read them as soon as nothing runs."""
        self._wanted.set()

    async def run(self) -> None:
        """Until cancelled; what came of it is said."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            why = await self._reload()
            await self._voice.say(f"The policies stay as they were: {why}." if why else "The policies are read again.")
