"""The seam of the speaker, and the one that PortAudio opens."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from speech import soundcard
from speech.audio import Samples
from speech.errors import DeviceLost

_BLOCK_S = 0.02
_LATENCY_S = 0.2
_WATCH_S, _STALL_S = 0.5, 5.0


class Speaker(Protocol):
    """Plays one sound at a time."""

    device: str
    """Name of the device."""

    async def play(self, blocks: Iterable[Samples], rate: int, started: Callable[[float], None]) -> bool:
        """Play blocks at a rate (samples a second); `started` gets the monotonic second of the first sound, in the event loop.

        True when all was played, False when stopped. Raises NoDevice and DeviceLost.
        """
        ...

    def stop(self) -> None:
        """Fall silent in the middle of a word; callable from any thread."""
        ...


class SoundSpeaker:
    """A speaker of the sound server; each sound opens a stream of its own."""

    def __init__(self, wanted: str = "") -> None:
        """`wanted` is a device's name; empty takes the desktop's default."""
        self.device = wanted
        self._wanted = wanted
        self._stopped = threading.Event()
        self._beat = 0.0

    async def find(self) -> str:
        """The name of the device that would be used. Raises NoDevice."""
        self.device = await asyncio.to_thread(soundcard.probe, "speaker", self._wanted)
        return self.device

    async def play(self, blocks: Iterable[Samples], rate: int, started: Callable[[float], None]) -> bool:
        """Play blocks in a worker thread; False when stopped before the end."""
        self._stopped.clear()
        self._beat = time.monotonic()
        loop = asyncio.get_running_loop()

        def begun(at: float) -> None:
            loop.call_soon_threadsafe(started, at)

        work = loop.run_in_executor(None, self._play, blocks, rate, begun)
        try:
            while not (await asyncio.wait({work}, timeout=_WATCH_S))[0]:
                if time.monotonic() - self._beat > _STALL_S:
                    raise DeviceLost("speaker", self.device, f"it took no sound for {_STALL_S:.0f} s")
            return work.result()
        finally:
            self._stopped.set()

    def stop(self) -> None:
        """Fall silent within a block of 20 ms."""
        self._stopped.set()

    def _play(self, blocks: Iterable[Samples], rate: int, started: Callable[[float], None]) -> bool:
        stream: Any = None
        sound = soundcard.library()
        size = round(rate * _BLOCK_S)
        try:
            for block in blocks:
                for start in range(0, len(block), size):
                    if self._stopped.is_set():
                        return False
                    self._beat = time.monotonic()
                    if stream is None:
                        stream, self.device = soundcard.open_stream("speaker", self._wanted, samplerate=rate, blocksize=size, latency=_LATENCY_S)
                        stream.write(block[start : start + size].tobytes())
                        started(time.monotonic())
                    else:
                        stream.write(block[start : start + size].tobytes())
            return self._drain(stream)
        except sound.PortAudioError as error:
            raise DeviceLost("speaker", self.device, " ".join(str(error).split())) from None
        finally:
            if stream is not None:
                soundcard.close_stream(stream)

    def _drain(self, stream: Any) -> bool:
        """Wait until what is buffered has sounded, or until stopped."""
        return not self._stopped.wait(float(stream.latency) if stream is not None else 0.0)
