"""The seam of the microphone, and the one that PortAudio opens."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from typing import Any, Protocol

import numpy as np

from speech import soundcard
from speech.audio import FRAME, RATE, Chunk
from speech.errors import DeviceLost

_QUEUED = 30 * RATE // FRAME
"""Chunks kept while nobody takes them, 30 s."""
_STALL_S = 5.0
_LEAK_S = 0.0001


class Microphone(Protocol):
    """An endless row of chunks; the oldest are dropped and counted when nobody takes them."""

    device: str
    """Name of the device."""
    dropped: int
    """Chunks lost so far."""

    async def find(self) -> str:
        """The name of the device that would be opened. Raises NoDevice."""
        ...

    async def open(self) -> None:
        """Start. Raises NoDevice."""
        ...

    def __aiter__(self) -> AsyncIterator[Chunk]:
        """The chunks as they come. Raises DeviceLost when the device goes away."""
        ...

    async def close(self) -> None:
        """End; it can be opened again."""
        ...


class SoundMicrophone:
    """A microphone of the sound server."""

    def __init__(self, wanted: str = "") -> None:
        """`wanted` is a device's name; empty takes the desktop's default."""
        self.device = wanted
        self.dropped = 0
        self._wanted = wanted
        self._stream: Any = None
        self._queue: deque[Chunk] = deque(maxlen=_QUEUED)
        self._news = asyncio.Event()
        self._ended = False
        self._taken = 0
        self._origin = float("inf")

    async def find(self) -> str:
        """The name of the device that would be opened. Raises NoDevice."""
        self.device = await asyncio.to_thread(soundcard.probe, "microphone", self._wanted)
        return self.device

    async def open(self) -> None:
        """Start listening. Raises NoDevice."""
        loop = asyncio.get_running_loop()
        self._queue.clear()
        self._ended, self._taken, self._origin = False, 0, float("inf")

        def heard(data: Any, frames: int, timing: Any, status: Any) -> None:
            loop.call_soon_threadsafe(self._take, bytes(data), time.monotonic())

        def finished() -> None:
            loop.call_soon_threadsafe(self._finish)

        self._stream, self.device = await asyncio.to_thread(
            soundcard.open_stream,
            "microphone",
            self._wanted,
            samplerate=RATE,
            blocksize=FRAME,
            callback=heard,
            finished_callback=finished,
        )

    def __aiter__(self) -> "SoundMicrophone":
        """The chunks as they come."""
        return self

    async def __anext__(self) -> Chunk:
        """The next chunk. Raises DeviceLost."""
        while not self._queue:
            if self._ended:
                raise DeviceLost("microphone", self.device, "the sound server ended it")
            self._news.clear()
            try:
                async with asyncio.timeout(_STALL_S):
                    await self._news.wait()
            except TimeoutError:
                raise DeviceLost("microphone", self.device, f"no sound for {_STALL_S:.0f} s") from None
        return self._queue.popleft()

    async def close(self) -> None:
        """Stop listening."""
        stream, self._stream = self._stream, None
        if stream is not None:
            await asyncio.to_thread(soundcard.close_stream, stream)

    def _take(self, data: bytes, now: float) -> None:
        samples = np.frombuffer(data, np.int16)
        self._taken += len(samples)
        # Chunks can come late but never early: the earliest arrival tells when the recording began.
        self._origin = min(self._origin + _LEAK_S, now - self._taken / RATE)
        self.dropped += len(self._queue) == self._queue.maxlen
        self._queue.append(Chunk(samples, self._origin + (self._taken - len(samples)) / RATE))
        self._news.set()

    def _finish(self) -> None:
        self._ended = True
        self._news.set()
