"""The seam of the voice: from a text to sound."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from speech.audio import Samples


class Synthesiser(Protocol):
    """Turns a text into sound; blocking, called from a worker thread."""

    @property
    def rate(self) -> int:
        """Samples a second of what it gives."""
        ...

    def say(self, text: str) -> Iterator[Samples]:
        """The sound of a text, sentence by sentence, mono 16 bit."""
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
