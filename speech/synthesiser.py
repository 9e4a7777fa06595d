"""The seam of the voice: from a text to sound."""

from collections.abc import Iterator
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
