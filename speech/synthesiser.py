"""The seam of the voice: from a text to sound."""

import asyncio
import os
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Protocol

from speech.audio import Samples


class Synthesiser(Protocol):
    """Turns a text into sound; blocking, called from a worker thread."""

    @property
    def rate(self) -> int:
        """Samples a second of what it gives."""
        ...

    def say(self, text: str) -> Iterator[Samples]:
        """The sound of a text, a stretch at a time, mono 16 bit."""
        ...

    def prepare(self) -> bool:
        """Make one more sentence ready that is said often; False when there are no more. Called from a thread of its own."""
        ...


def ahead(blocks: Iterable[Samples]) -> Iterator[Samples]:
    """The same blocks, each made in a thread of its own while the one before sounds, so that no gap is heard."""
    source = iter(blocks)
    maker = ThreadPoolExecutor(1, "voice")
    try:
        coming = maker.submit(next, source, None)
        while (block := coming.result()) is not None:
            coming = maker.submit(next, source, None)
            yield block
    finally:
        maker.shutdown(wait=False, cancel_futures=True)


async def rehearse(synthesiser: Synthesiser, idle: asyncio.Event) -> None:
    """Make ready what is said often, a sentence at a time whenever idle, on a thread that takes only what time others leave."""
    worker = ThreadPoolExecutor(1, "rehearsal", _give_way)
    try:
        while await idle.wait() and await asyncio.get_running_loop().run_in_executor(worker, synthesiser.prepare):
            continue
    finally:
        worker.shutdown(wait=False, cancel_futures=True)


def _give_way() -> None:
    with suppress(OSError):  # a hardened unit may forbid it; then it takes its share like the others
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
