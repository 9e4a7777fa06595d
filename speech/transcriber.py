"""Turns clips into words, one after another, in a thread of its own."""

import asyncio
import time

import numpy as np

from speech.audio import Clip, Samples
from speech.expectation import Expectation
from speech.recogniser import Recogniser, Recognition


class Transcriber:
    """Keeps the last reading: what was read ahead, in a pause, is not read again when the pause turns out to be the end."""

    def __init__(self, recogniser: Recogniser, stuck_s: float) -> None:
        """One clip that takes longer than `stuck_s` seconds means that the recogniser hangs."""
        self._recogniser = recogniser
        self._stuck_s = stuck_s
        self._known: tuple[Samples, Expectation, Recognition] | None = None
        self._begun_at: float | None = None
        """When the clip that is being read was begun, monotonic seconds."""

    @property
    def busy(self) -> bool:
        """Whether a clip is being read."""
        return self._begun_at is not None

    @property
    def stuck(self) -> bool:
        """Whether the recogniser hangs: it is at one clip for too long."""
        return self._begun_at is not None and time.monotonic() - self._begun_at > self._stuck_s

    async def words(self, clip: Clip, expectation: Expectation) -> Recognition:
        """What is said in a clip; known at once when it was just asked."""
        known = self._known
        if known is not None and np.array_equal(known[0], clip.samples) and known[1] == expectation:
            return known[2]
        self._begun_at = time.monotonic()
        try:
            found = await asyncio.to_thread(self._recogniser.recognise, clip, expectation)
        finally:
            self._begun_at = None
        self._known = (clip.samples, expectation, found)
        return found
