"""Listening in on a virtual sound device, with the time of every sample."""

import asyncio
import time
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import cast

import numpy as np
import numpy.typing as npt

from agent.display.desk import Desk
from agent.sandbox.children import find
from agent.sandbox.errors import DeskError

RATE = 16_000
"""Samples a second."""
LOUD = 0.05
"""Part of the loudest sample from which sound is no silence."""
READY_S = 5.0
"""Seconds until the sound server must have given the first block."""


class Tap(asyncio.SubprocessProtocol):
    """What sounded so far: 16 kHz, one channel of 16 bits."""

    def __init__(self, flowing: "asyncio.Future[None]", ended: "asyncio.Future[None]") -> None:
        self._data = bytearray()
        self._begun_at = float("inf")
        self._flowing = flowing
        self.ended = ended

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        """Keep it; the block that came soonest after it sounded tells best when the first sample did."""
        self._data += data
        self._begun_at = min(self._begun_at, time.monotonic() - len(self._data) / 2 / RATE)
        if not self._flowing.done():
            self._flowing.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """The player of the device is gone."""
        if not self.ended.done():
            self.ended.set_result(None)

    def last_sound(self, since: float, until: float) -> float | None:
        """When it was last loud between two moments, monotonic seconds; None when it was silent."""
        first = max(0, round((since - self._begun_at) * RATE))
        heard = np.frombuffer(bytes(self._data[first * 2 : max(0, round((until - self._begun_at) * RATE)) * 2]), np.int16)
        loudness = np.abs(heard.astype(np.float32))
        if not len(loudness) or loudness.max() < 100:
            return None
        loud = cast("npt.NDArray[np.int64]", np.flatnonzero(loudness > LOUD * loudness.max()))
        return self._begun_at + (first + int(loud[-1])) / RATE


@asynccontextmanager
async def tapped(desk: Desk, source: str) -> AsyncGenerator[Tap]:
    """Listen in on a source ("speaker.monitor", "mic_sink.monitor") while the block runs. Raises DeskError when nothing comes."""
    recorder = find("parec", desk.environment, "pulseaudio-utils")
    wanted = (f"--device={source}", "--format=s16le", f"--rate={RATE}", "--channels=1", "--latency-msec=10", "--raw")
    loop = asyncio.get_running_loop()
    flowing, ended = loop.create_future(), loop.create_future()
    argv = (recorder, f"--server={desk.sound}", *wanted)
    transport, tap = await loop.subprocess_exec(lambda: Tap(flowing, ended), *argv, env=dict(desk.environment), stdin=DEVNULL, stderr=DEVNULL)
    try:
        await asyncio.wait((flowing, ended), timeout=READY_S, return_when=asyncio.FIRST_COMPLETED)
        if not flowing.done():
            raise DeskError(f"no sound comes from {source}")
        yield tap
    finally:
        if not ended.done():
            transport.terminate()
        await asyncio.shield(ended)
        transport.close()
