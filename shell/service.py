"""What the daemon does for programs: implements shell.control.Service for the private socket and the bus."""

import asyncio
from typing import Protocol

from shell.attention import Attention
from shell.hearing import Hearing
from shell.questions import Questions
from shell.voice import Voice
from shell.wire import Chosen, Examine, Found, Hold, Listen, Looks, Mute, Order, Reload, Set, Tell


class Lookup(Protocol):
    """Finds out what a face asks for, and keeps what it sets."""

    async def look(self, request: Looks) -> Found:
        """What it finds."""
        ...

    async def change(self, order: Reload | Set) -> str:
        """Do it; returns why not, empty when it was done."""
        ...


class ShellService:
    """Passes every request on to the part that does it."""

    def __init__(self, hearing: Hearing, questions: Questions, attention: Attention, voice: Voice, lookup: Lookup) -> None:
        self._hearing = hearing
        self._questions = questions
        self._attention = attention
        self._voice = voice
        self._lookup = lookup
        self._inquiring = asyncio.Lock()
        self._examining = asyncio.Lock()

    async def said(self, text: str) -> int:
        """A typed sentence; returns its turn."""
        return await self._hearing.typed(text)

    def answered(self, text: str, by: str = "ui") -> bool:
        """A typed answer, over the "ui" or the "bus"; whether it was taken."""
        return self._questions.typed(text, by)

    async def stopped(self, everything: bool) -> None:
        """Stop what runs and what is asked; nothing runs in the background yet, so everything is the same."""
        await self.said("stop everything" if everything else "stop")

    async def ordered(self, order: Order) -> str:
        """Do it; returns why not, empty when it was done."""
        match order:
            case Listen(on=on):
                self._attention.listen(on)
            case Mute(on=on):
                await self._attention.mute(on)
            case Hold(on=on):
                self._voice.hold(on)
            case Tell(text=text):
                await self._voice.say(text)
            case Reload() | Set():
                why = await self._lookup.change(order)
                if isinstance(order, Reload) and not why:
                    await self._hearing.ready_for_more()  # other sentences may be said now
                return why
        return ""

    async def inquired(self, question: str, choices: tuple[str, ...]) -> Chosen:
        """Have the user choose; nothing is chosen while another question is open or a turn runs."""
        if not choices or self._questions.open or self._hearing.busy:
            return Chosen(heard="busy")
        async with self._inquiring:
            chosen = await self._questions.inquiry.ask(question, choices)
        await self._hearing.ready_for_more()
        return chosen

    async def looked(self, request: Looks) -> Found:
        """Find out something that changes nothing."""
        if not isinstance(request, Examine):
            return await self._lookup.look(request)
        async with self._examining:
            if request.silent or not self._attention.idle:
                return await self._lookup.look(request)
            async with self._attention.closed():  # the doctor plays a sentence that nobody here may take for a command
                return await self._lookup.look(request)
