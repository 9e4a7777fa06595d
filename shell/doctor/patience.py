"""Waiting no longer than one wants for work that may never come back."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

Made = TypeVar("Made")


async def within(limit_s: float, work: Callable[[], Made]) -> Made:
    """The result of blocking work. Raises TimeoutError when it takes longer than limit_s seconds.

    Its thread is left behind then, and does not keep the process from ending, as one of the executor's would.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Made] = loop.create_future()

    def settle(made: Made | None, error: BaseException | None) -> None:
        """In the event loop, where perhaps nobody waits any more."""
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(made)  # type: ignore[arg-type]

    def run() -> None:
        """The work in its thread; whatever it raises is passed on."""
        made, error = None, None
        try:
            made = work()
        except BaseException as trouble:
            error = trouble
        with suppress(RuntimeError):  # the loop ended meanwhile
            loop.call_soon_threadsafe(settle, made, error)

    threading.Thread(target=run, daemon=True, name="doctor").start()
    async with asyncio.timeout(limit_s):
        return await done
