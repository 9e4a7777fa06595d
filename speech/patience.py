"""Waits only so long for what may hang in the sound server, or for ever in a sound library."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

Result = TypeVar("Result")


def begun(work: Callable[[], Result], late: Callable[[Result], None]) -> "Future[Result]":
    """Have work done in a thread of its own that nobody waits for at the end.

    As long as it is not done the future can be cancelled: what comes of it then goes to `late`, in that thread.
    """
    done: Future[Result] = Future()

    def run() -> None:
        """The thread: what comes of the work goes to the future, or to `late` when that was cancelled."""
        try:
            result = work()
        except Exception as error:
            if done.set_running_or_notify_cancel():
                done.set_exception(error)
            return
        if done.set_running_or_notify_cancel():
            done.set_result(result)
        else:
            late(result)

    threading.Thread(target=run, name="patience", daemon=True).start()
    return done


def within(limit_s: float, work: Callable[[], Result], late: Callable[[Result], None]) -> Result:
    """What `work` returns or raises. Raises TimeoutError after limit_s seconds; blocks until then."""
    done = begun(work, late)
    try:
        return done.result(limit_s)
    except TimeoutError:
        if done.cancel():
            raise
        return done.result()  # it came this very moment


class Patience(Generic[Result]):
    """Has one thing at a time done for the event loop."""

    def __init__(self, late: Callable[[Result], None]) -> None:
        """`late` takes what comes when nobody waits for it any more; it is called in a thread."""
        self._late = late
        self._idle = threading.Event()
        self._idle.set()
        """Cleared while a work is at it, also when nobody waits for it any more."""

    async def wait(self, limit_s: float, work: Callable[[], Result]) -> Result:
        """What `work` returns or raises. Raises TimeoutError after limit_s seconds, and at once while an earlier work still hangs."""
        if not self._idle.is_set():
            raise TimeoutError
        self._idle.clear()

        def once() -> Result:
            """The next work may begin when this one is over, and not when one ceases to wait for it."""
            try:
                return work()
            finally:
                self._idle.set()

        done = begun(once, self._late)
        try:
            async with asyncio.timeout(limit_s):
                return await asyncio.wrap_future(done)
        except (TimeoutError, asyncio.CancelledError):
            if not done.cancel():  # it came this very moment
                done.add_done_callback(self._too_late)
            raise

    def _too_late(self, done: "Future[Result]") -> None:
        if not done.cancelled() and done.exception() is None:
            self._late(done.result())
