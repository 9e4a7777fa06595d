"""The events of a run, kept in order, with ways to wait for a moment in it."""

import asyncio
from collections.abc import AsyncIterator, Callable

from shell.event import Acting, Answered, Asked, Ended, Event, Heard, Listening, Quiet, Said
from shell.wire import Now


class Chronicle:
    """Fed by one client; read by scripts and timelines."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._news = asyncio.Condition()
        self._over = False

    async def follow(self, source: AsyncIterator[Now | Event], tell: Callable[[Event], None]) -> None:
        """Keep every event until the daemon ends; `tell` is called with each."""
        async for event in source:
            if not isinstance(event, Now):
                self.events.append(event)
                tell(event)
            elif event.mode != "starting":
                self.events.append(Listening(event.turn, 0.0))
            async with self._news:
                self._news.notify_all()
        self._over = True
        async with self._news:
            self._news.notify_all()

    async def until(self, moment: Callable[[], bool], limit_s: float) -> bool:
        """Wait until the moment has come; False when limit_s passed or the daemon ended first."""
        try:
            async with asyncio.timeout(limit_s), self._news:
                await self._news.wait_for(lambda: moment() or self._over)
        except TimeoutError:
            return False
        return moment()

    @property
    def over(self) -> bool:
        """The daemon ended."""
        return self._over

    def idle(self) -> bool:
        """Ready for a sentence: every turn has ended and has been told, and no question is open."""
        ready, owed, running = False, 0, set[int]()
        for event in self.events:
            match event:
                case Listening(speech=False):
                    ready = True
                case Heard(turn=turn):
                    running.add(turn)
                case Ended(turn=turn, say=say):
                    running.discard(turn)
                    owed += 1 if say else 0
                case Quiet() if owed:
                    owed -= 1
                case _:
                    pass
        return ready and not running and not owed and not self.speaking()

    def asked(self) -> bool:
        """A question is open and has been read out."""
        waiting = read = False
        for event in self.events:
            match event:
                case Asked():
                    waiting, read = True, False
                case Answered():
                    waiting = False
                case Quiet() if waiting:
                    read = True
                case _:
                    pass
        return waiting and read

    def speaking(self) -> bool:
        """The voice is sounding."""
        last = next((event for event in reversed(self.events) if isinstance(event, Said | Quiet)), None)
        return isinstance(last, Said)

    def acting_since(self, index: int) -> bool:
        """An act began after the first `index` events and its turn goes on."""
        begun = [event.turn for event in self.events[index:] if isinstance(event, Acting)]
        return bool(begun) and not any(isinstance(event, Ended) and event.turn == begun[-1] for event in self.events[index:])

    def of_turn(self, turn: int) -> list[Event]:
        """The events of one turn."""
        return [event for event in self.events if event.turn == turn]
