"""What the sink plays: the seam of the canceller's reference, the sound server's monitor, and a clip."""

import asyncio
import time
from collections import deque
from typing import Any, Protocol

import numpy as np

from speech import soundcard
from speech.audio import RATE, Clip, Samples
from speech.errors import NoDevice
from speech.server import Sight

_SERVER = "pulse"
"""PortAudio's device that goes where the server is told; any other would give the microphone itself."""
_BLOCK = 160
"""Samples of a callback, 10 ms: what was played should be here before the microphone brings its echo."""
_KEPT_S = 20.0
_PAUSES_S = (0.25, 0.5, 1.0, 2.0, 4.0)
_STALL_S = 2.0
_SLIP_S = 0.01
"""The clock of the stream is set again when it is off by so much; less is the jitter of arrival, and a step costs the canceller its way."""


class Reference(Protocol):
    """The sound that came out of the loudspeaker, by its time."""

    def take(self, at: float, count: int) -> Samples | None:
        """The `count` samples (16 kHz mono) from monotonic second `at` on; None when it is not known, fewer when the rest has not come yet."""
        ...


class ClipReference:
    """A finished recording that is being played."""

    def __init__(self, clip: Clip) -> None:
        self._clip = clip

    def take(self, at: float, count: int) -> Samples | None:
        """The part of the clip, and silence around it."""
        first = round((at - self._clip.started_at) * RATE)
        taken = np.zeros(count, np.int16)
        part = self._clip.samples[max(first, 0) : max(first + count, 0)]
        start = min(max(-first, 0), count)
        taken[start : start + len(part)] = part
        return taken


class SoundReference:
    """The monitor of the sound server's default sink; without one everything goes on and nothing is known."""

    def __init__(self) -> None:
        self.device = ""
        """Name of the device while it is open."""
        self._arrived: deque[tuple[bytes, float]] = deque(maxlen=round(_KEPT_S * RATE / _BLOCK))
        """Filled by PortAudio's thread; the event loop is not woken for it."""
        self._ring: Samples = np.zeros(round(_KEPT_S * RATE), np.int16)
        self._taken = 0
        self._origin = self._clock = float("inf")
        """When the stream began, monotonic seconds: as it is used, and by the earliest arrival so far."""
        self._changed, self._wanted = asyncio.Event(), asyncio.Event()
        self._wanted.set()

    async def run(self) -> None:
        """Keep it open until cancelled; where there is no monitor it is looked for now and then."""
        pauses = _PAUSES_S
        while True:
            stream: Any = None
            await self._wanted.wait()
            try:
                stream = await asyncio.to_thread(self._open, asyncio.get_running_loop())
                pauses = _PAUSES_S
                await self._until_over()
            except NoDevice:
                await self._wait(pauses[0])
                pauses = pauses[1:] or pauses
            finally:
                self._forget()
                if stream is not None:
                    await asyncio.to_thread(soundcard.close_stream, stream)

    def want(self, on: bool) -> None:
        """Whether it is needed: while the microphone is closed, nothing is recorded at all."""
        if on:
            self._wanted.set()
        else:
            self._wanted.clear()
            self._changed.set()

    def take(self, at: float, count: int) -> Samples | None:
        """What was played from monotonic second `at` on; call it in one thread only."""
        self._gather()
        first = round((at - self._origin) * RATE) if self._taken else -1
        if first < 0 or first >= self._taken or first < self._taken - len(self._ring):
            return None
        last = min(first + count, self._taken)
        return self._ring[np.arange(first, last) % len(self._ring)]

    def _open(self, loop: asyncio.AbstractEventLoop) -> Any:
        changed, arrived = self._changed, self._arrived
        changed.clear()
        arrived.clear()

        def played(data: Any, frames: int, timing: Any, status: Any) -> None:
            """A block, in the sound library's thread."""
            arrived.append((bytes(data), time.monotonic()))

        def finished() -> None:
            """The stream is over, in the sound library's thread; nothing may be returned to it."""
            loop.call_soon_threadsafe(changed.set)

        stream, name = soundcard.open_stream(
            "reference", _SERVER, source=soundcard.SPEAKER_SOUND, samplerate=RATE, blocksize=_BLOCK, callback=played, finished_callback=finished
        )
        if name != _SERVER:
            soundcard.close_stream(stream)
            raise NoDevice("reference", f"{name} is no device of the sound server")
        self.device = name
        return stream

    async def _until_over(self) -> None:
        while True:
            before = self._taken
            if await self._wait(_STALL_S):
                return
            self._gather()
            if self._taken == before or _elsewhere(soundcard.server.sight):
                return

    async def _wait(self, limit_s: float) -> bool:
        """Whether something changed before the limit."""
        try:
            async with asyncio.timeout(limit_s):
                await self._changed.wait()
        except TimeoutError:
            return False
        return True

    def _gather(self) -> None:
        while self._arrived:
            data, now = self._arrived.popleft()
            samples = np.frombuffer(data, np.int16)
            self._ring[np.arange(self._taken, self._taken + len(samples)) % len(self._ring)] = samples
            self._taken += len(samples)
            self._clock = min(self._clock + 1e-6, now - self._taken / RATE)
            if abs(self._clock - self._origin) > _SLIP_S or self._origin == float("inf"):
                self._origin = self._clock

    def _forget(self) -> None:
        self.device = ""
        self._taken, self._origin, self._clock = 0, float("inf"), float("inf")


def _elsewhere(sight: Sight | None) -> bool:
    """Whether the stream hears something else than what the default sink plays, as when headphones were connected; False when nobody says."""
    capture = sight.capture("reference") if sight is not None else None
    heard = sight.recorded(capture) if sight is not None and capture is not None else None
    return sight is not None and heard is not None and bool(sight.sink) and heard.name != f"{sight.sink}.monitor"
