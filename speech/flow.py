"""What one stream of the microphone brings, from its opening to its end."""

import asyncio
import time
from collections import deque

import numpy as np

from speech.audio import FRAME, RATE, Chunk
from speech.server import Sight, Source

_QUEUED = 30 * RATE // FRAME
"""Chunks kept while nobody takes them, 30 s."""
_LEAK_S = 0.0001


class Flow:
    """A queue that its callbacks fill; a stream that wakes up after its end fills nobody else's."""

    def __init__(self) -> None:
        self.news = asyncio.Event()
        """Set when a chunk came, or the end."""
        self.queue: deque[Chunk] = deque(maxlen=_QUEUED)
        self.dropped = 0
        self.ended = False
        """Whether the sound server ended it."""
        self.opened_at = self.beat = time.monotonic()
        """When it was opened, and when the last sound came; monotonic seconds."""
        self.busy = False
        """Whether the machine had more to do than it could at some moment since the last sound."""
        self.known = False
        """Whether the sound server has shown it."""
        self.source: Source | None = None
        """The microphone it records, as the sound server showed it last; None until then."""
        self._taken = 0
        self._origin = float("inf")

    def begin(self) -> None:
        """The stream is open."""
        self.opened_at = self.beat = time.monotonic()

    def moved(self, sight: Sight) -> Source | None:
        """The microphone that the sound server moved it away from, if it has been moved to another one since the last look."""
        capture = sight.capture("microphone")
        self.known = self.known or capture is not None
        found = sight.recorded(capture) if capture else None
        if found is None or found.monitor:
            return None
        before, self.source = self.source, found
        return before if before is not None and before.index != found.index else None

    def take(self, data: bytes, now: float) -> None:
        """16-bit samples that came at monotonic second `now`."""
        samples = np.frombuffer(data, np.int16)
        self._taken += len(samples)
        # Chunks can come late but never early: the earliest arrival tells when the recording began.
        self._origin = min(self._origin + _LEAK_S, now - self._taken / RATE)
        self.dropped += len(self.queue) == self.queue.maxlen
        self.queue.append(Chunk(samples, self._origin + (self._taken - len(samples)) / RATE))
        self.news.set()

    def end(self) -> None:
        """The sound server ended it."""
        self.ended = True
        self.news.set()
