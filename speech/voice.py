"""The voice: texts spoken one after another, cut in the middle of a word when hushed, held there when paused."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable

from speech.errors import DeviceLost, NoDevice
from speech.messages import Device, Report, Speak, Speaking, Spoke
from speech.playback import Playback
from speech.speaker import Speaker
from speech.synthesiser import Synthesiser, ahead, rehearse

_WAITING = 32
"""Texts that may wait; a further one is answered as not said."""
_PAUSES_S = (0.25, 0.5, 1.0, 2.0, 4.0)


class Voice:
    """Speaks what is asked; `hush`, `pause` and `resume` may be called at any moment."""

    def __init__(self, synthesiser: Synthesiser, speaker: Speaker, playback: Playback, tell: Callable[[Report], Awaitable[None]]) -> None:
        self._synthesiser = synthesiser
        self._speaker = speaker
        self._playback = playback
        self._tell = tell
        self._asked: deque[tuple[Speak, int]] = deque()
        self._news = asyncio.Event()
        self._hushed = 0
        self._lost = False
        self._paused = False
        self._idle = asyncio.Event()
        self._idle.set()
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
        self._idle.clear()
        self._news.set()

    def hush(self) -> None:
        """Fall silent now and drop what waits."""
        self._hushed += 1
        self._paused = False
        self._speaker.stop()

    def pause(self) -> None:
        """Fall silent now, in the middle of a word, and keep the rest; nothing happens when nothing is being said.

        A pause of more than 5 s counts as a hush: whoever spoke for so long meant it, and a voice that began again by itself would talk over them.
        """
        if self._idle.is_set() or self._paused:
            return
        self._paused = True
        self._speaker.pause()
        self._playback.end(time.monotonic())

    def resume(self) -> None:
        """Go on with what was paused, from the last gap between words or a third of a second earlier."""
        if self._paused:
            self._paused = False
            self._speaker.resume()

    async def run(self, find: Callable[[], Awaitable[str]]) -> None:
        """Speak until cancelled; `find` looks for a speaker that was lost and raises NoDevice while it is away."""
        pauses = list(_PAUSES_S)
        if self._missing is not None:
            await self._report_lost(self._missing)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(rehearse(self._synthesiser, self._idle))
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
                self._idle.set()
                self.resume()  # there is nothing left to hold
                pauses = pauses if self._lost else list(_PAUSES_S)

    async def _say(self, speak: Speak, hushed: int) -> bool:
        first: asyncio.Future[float] = asyncio.get_running_loop().create_future()

        def started(at: float) -> None:
            """The first sound, and the first after each pause."""
            self._playback.begin(speak.text, at)
            if self._paused:  # it began just before it was held
                self._playback.end(at)
            if not first.done():
                first.set_result(at)

        try:
            async with asyncio.TaskGroup() as tasks:
                notice = tasks.create_task(_tell_first(self._tell, speak.id, first))
                try:
                    finished = await self._speaker.play(ahead(self._synthesiser.say(speak.text)), self._synthesiser.rate, started)
                finally:
                    if not first.done():
                        notice.cancel()
                if not finished and hushed == self._hushed:
                    self.hush()  # paused for too long
        except* (NoDevice, DeviceLost) as group:
            await self._report_lost(group.exceptions[0])
            finished = False
        finally:
            self._playback.end(time.monotonic())
        return finished and hushed == self._hushed

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


async def _tell_first(tell: Callable[[Report], Awaitable[None]], identity: int, first: "asyncio.Future[float]") -> None:
    await tell(Speaking(identity, await first))
