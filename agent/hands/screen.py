"""Hands on a screen: pointer, keys and windows of one desk, each event checked before it leaves."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from agent.action import Ui
from agent.display import x11
from agent.display.desk import Desk
from agent.errors import CannotAct
from agent.hands.screen_acts import ScreenActs
from agent.hands.stopline import StopLine, Stopped


class ScreenHands:
    """The only owner of one desk's pointer and keys; they work in a thread of their own."""

    def __init__(self, desk: Desk, stopline: StopLine) -> None:
        self._desk = desk
        self._stopline = stopline
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="hands")
        self._halt = threading.Event()
        self._acts: ScreenActs | None = None
        self.first_input_at = 0.0
        """Monotonic seconds of the first input event of the last act; 0.0 before the first."""

    async def perform(self, ui: Ui, before_each: Callable[[], None]) -> None:
        """Do one act, calling before_each (from the hands' thread) before every event.

        Raises Stopped when stop was said, CannotAct when the act's window does not take the keyboard or a key is not known. Whatever
        happens, also when it is cancelled, every key and button it pressed is released.
        """
        self._halt.clear()

        def check() -> None:
            """Wait while the hands are to rest, and raise when they are to stop."""
            self._stopline.wait(self._halt.is_set)
            if self._halt.is_set():
                raise Stopped("cancelled")
            self._stopline.check()
            before_each()

        await self._run(lambda: self._do(ui, check))

    async def release_all(self) -> None:
        """Release every key and button that is down, whoever pressed it: at the start, and after a crash."""
        await self._run(lambda: self._ready().release())

    async def close(self) -> None:
        """Release everything, give lent keys back and let go of the display."""
        if self._acts is not None:
            await self._run(self._acts.close)
            self._acts = None
        self._worker.shutdown(wait=True)

    async def _run(self, work: Callable[[], None]) -> None:
        future = asyncio.get_running_loop().run_in_executor(self._worker, work)
        try:
            await asyncio.shield(future)
        except asyncio.CancelledError:
            self._halt.set()
            await asyncio.wait([future])
            if not future.cancelled():
                future.exception()
            raise

    def _ready(self) -> ScreenActs:
        if self._acts is None:
            try:
                self._acts = ScreenActs(self._desk)
            except x11.Failure as error:
                raise CannotAct("I cannot reach the screen") from error
            self._acts.release()
        return self._acts

    def _do(self, ui: Ui, check: Callable[[], None]) -> None:
        acts = self._ready()
        acts.first_input_at = 0.0
        try:
            acts.act(ui, check)
        except x11.Failure as error:
            raise CannotAct("the screen is gone") from error
        finally:
            self.first_input_at = acts.first_input_at
