"""A running recording of which only the end is kept."""

import numpy as np

from speech.audio import FRAME, RATE, Chunk, Clip, Samples


class Tape:
    """The samples that may still be needed, addressed by their position in the stream."""

    def __init__(self) -> None:
        self.end = 0
        """Samples so far."""
        self._first = 0
        self._pieces: list[Samples] = []
        self._offset = 0.0

    def add(self, chunk: Chunk) -> None:
        """Take the next chunk."""
        self._offset = chunk.at - self.end / RATE
        self._pieces.append(chunk.samples)
        self.end += len(chunk.samples)

    def time(self, sample: int) -> float:
        """Monotonic seconds of a position."""
        return self._offset + sample / RATE

    def clip(self, first: int, last: int) -> Clip:
        """The samples between two positions."""
        whole = np.concatenate(self._pieces) if self._pieces else np.zeros(0, np.int16)
        start = max(first, self._first)
        return Clip(whole[start - self._first : max(start, last) - self._first], self.time(start))

    def forget(self, before: int) -> None:
        """Drop what lies before a position."""
        while self._pieces and self._first + len(self._pieces[0]) <= before - FRAME:
            self._first += len(self._pieces.pop(0))
