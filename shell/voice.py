"""The daemon's side of the ears: says sentences, tells them what to expect, passes on what they report."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Iterable

from shell.event import Quiet, Said
from shell.session import Session
from speech.expectation import Expectation
from speech.link import Link
from speech.messages import Attend, Expect, Hold, Hush, Mute, Order, Quit, Report, Speak, Speaking, Spoke

CUT_S = 1.0
"""Seconds after a hush in which the ears must have told of the end of what they said; ears that hang do not, and nobody waits for them."""


class Voice:
    """One link to the ears process."""

    def __init__(self, link: Link[Report, Order], session: Session) -> None:
        self._link = link
        self._session = session
        self._numbers = itertools.count(1)
        self._waiting: dict[int, tuple[str, asyncio.Future[bool]]] = {}

    async def reports(self) -> AsyncIterator[Report]:
        """What the ears report, one by one, until they are gone; speech of our own is turned into events here."""
        while (report := await self._link.receive()) is not None:
            match report:
                case Speaking(id=number, at=at):
                    text = self._waiting.get(number, ("", None))[0]
                    self._session.publish(Said(self._session.state.turn, at, text))
                case Spoke(id=number, finished=finished, at=at):
                    self._session.publish(Quiet(self._session.state.turn, at, finished))
                    _, done = self._waiting.pop(number, ("", None))
                    if done is not None and not done.done():
                        done.set_result(finished)
                case _:
                    yield report
        self._cut(tuple(self._waiting))

    async def say(self, text: str) -> bool:
        """Say a sentence and wait for its end; False when it was cut off or the ears are gone."""
        number = next(self._numbers)
        done = asyncio.get_running_loop().create_future()
        self._waiting[number] = (text, done)
        if not await self._link.send(Speak(number, text)):
            self._waiting.pop(number, None)
            return False
        return await done

    async def hush(self) -> None:
        """Fall silent at once, mid-word; what was being said counts as cut off soon, whether or not the ears still answer."""
        self._link.put(Hush())
        asyncio.get_running_loop().call_later(CUT_S, self._cut, tuple(self._waiting))

    async def expect(self, expectation: Expectation) -> None:
        """Tell the ears what may be said from now on."""
        await self._link.send(Expect(expectation))

    async def mute(self, on: bool) -> None:
        """Close or open the microphone."""
        await self._link.send(Mute(on))

    async def attend(self, when: str, window_s: float) -> None:
        """Tell the ears when what is said is meant for us: "always", after the "wake word" within window_s seconds, or while the "key" is held."""
        await self._link.send(Attend(when, window_s))

    def hold(self, down: bool) -> None:
        """The key for talking went down, or up; ears that hang keep nobody."""
        self._link.put(Hold(down))

    async def quit(self) -> None:
        """End the ears process."""
        await self._link.send(Quit())
        await self._link.close()

    def _cut(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            _, done = self._waiting.pop(number, ("", None))
            if done is not None and not done.done():
                done.set_result(False)
