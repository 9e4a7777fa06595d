"""The voice: texts spoken one after another, cut in the middle of a word when hushed."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable

from speech.errors import DeviceLost, NoDevice
from speech.messages import Device, Report, Speak, Speaking, Spoke
from speech.playback import Playback
from speech.speaker import Speaker
from speech.synthesiser import Synthesiser, ahead

_WAITING = 32
"""Texts that may wait; a further one is answered as not said."""
_PAUSES_S = (0.25, 0.5, 1.0, 2.0, 4.0)


class Voice:
    """Speaks what is asked; `hush` may be called at any moment."""

    def __init__(self, synthesiser: Synthesiser, speaker: Speaker, playback: Playback, tell: Callable[[Report], Awaitable[None]]) -> None:
        self._synthesiser = synthesiser
        self._speaker = speaker
        self._playback = playback
        self._tell = tell
        self._asked: deque[tuple[Speak, int]] = deque()
        self._news = asyncio.Event()
        self._hushed = 0
        self._lost = False
        self._begun = asyncio.Event()
        self._missing: NoDevice | None = None

    async def begin(self, find: Callable[[], Awaitable[str]]) -> str:
        """The speaker's name; empty when there is none: `run` then tells so and goes on looking."""
        try:
            return await find()
        except NoDevice as error:
            self._missing = error
            return ""

    def ask(self, speak: Speak) -> None:
        """Say a text after those that wait."""
        self._asked.append((speak, self._hushed if len(self._asked) < _WAITING else -1))
        self._news.set()

    def hush(self) -> None:
        """Fall silent now and drop what waits."""
        self._hushed += 1
        self._speaker.stop()

    async def run(self, find: Callable[[], Awaitable[str]]) -> None:
        """Speak until cancelled; `find` looks for a speaker that was lost and raises NoDevice while it is away."""
        pauses = list(_PAUSES_S)
        if self._missing is not None:
            await self._report_lost(self._missing)
        while True:
            try:
                async with asyncio.timeout(pauses[0] if self._lost else None):
                    await self._news.wait()
            except TimeoutError:
                pauses = pauses[1:] or pauses
                await self._look(find)
                continue
            self._news.clear()
            while self._asked:
                speak, hushed = self._asked.popleft()
                finished = hushed == self._hushed and await self._say(speak, hushed)
                await self._tell(Spoke(speak.id, finished, time.monotonic()))
            pauses = pauses if self._lost else list(_PAUSES_S)

    async def _say(self, speak: Speak, hushed: int) -> bool:
        first: list[float] = []

        def started(at: float) -> None:
            first.append(at)
            self._playback.begin(speak.text, at)
            self._begun.set()

        self._begun = asyncio.Event()
        try:
            async with asyncio.TaskGroup() as tasks:
                notice = tasks.create_task(self._notice(speak.id, first))
                try:
                    finished = await self._speaker.play(ahead(self._synthesiser.say(speak.text)), self._synthesiser.rate, started)
                finally:
                    if not first:
                        notice.cancel()
        except* (NoDevice, DeviceLost) as group:
            await self._report_lost(group.exceptions[0])
            finished = False
        finally:
            self._playback.end(time.monotonic())
        return finished and hushed == self._hushed

    async def _notice(self, identity: int, first: list[float]) -> None:
        await self._begun.wait()
        await self._tell(Speaking(identity, first[0]))

    async def _report_lost(self, error: BaseException) -> None:
        if not self._lost:
            self._lost = True
            await self._tell(Device("speaker", "lost", self._speaker.device, str(error)))

    async def _look(self, find: Callable[[], Awaitable[str]]) -> None:
        try:
            name = await find()
        except NoDevice:
            return
        self._lost = False
        await self._tell(Device("speaker", "back", name, ""))
