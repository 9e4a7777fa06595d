"""The seam of the speaker, and the one that PortAudio opens."""

import asyncio
import math
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from speech import soundcard
from speech.audio import Samples
from speech.errors import DeviceLost
from speech.passage import Passage

_LATENCY_S, _MARGIN_S = 0.2, 0.02
_WATCH_S, _STALL_S = 0.5, 5.0
PATIENCE_S = 5.0
"""A pause that lasts longer is an end."""


class Speaker(Protocol):
    """Plays one sound at a time."""

    device: str
    """Name of the device."""

    async def play(self, blocks: Iterable[Samples], rate: int, started: Callable[[float], None]) -> bool:
        """Play blocks at a rate (samples a second); `started` gets the monotonic second of the first sound, in the event loop, also after each pause.

        True when all was played, False when stopped, or paused for too long. Raises NoDevice and DeviceLost.
        """
        ...

    def pause(self) -> None:
        """Fall silent in the middle of a word and keep the rest; what is played next begins paused. Callable from any thread."""
        ...

    def resume(self) -> None:
        """Go on with what was paused, from a little earlier; callable from any thread."""
        ...

    def stop(self) -> None:
        """Fall silent in the middle of a word and drop the rest, also while paused; callable from any thread."""
        ...


class SoundSpeaker:
    """A speaker of the sound server; each sound opens a stream of its own, which takes a hundredth of a second and leaves nothing running between."""

    def __init__(self, wanted: str = "", patience_s: float = PATIENCE_S) -> None:
        """`wanted` is a device's name, empty takes the desktop's default; patience_s: a pause of more seconds is an end."""
        self.device = wanted
        self._wanted = wanted
        self._patience_s = patience_s
        self._stopped = threading.Event()
        self._paused = threading.Event()
        self._wake = threading.Event()
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
            """From the worker thread into the event loop."""
            loop.call_soon_threadsafe(started, at)

        work = loop.run_in_executor(None, self._play, Passage(blocks, rate), rate, begun)
        try:
            while not (await asyncio.wait({work}, timeout=_WATCH_S))[0]:
                if time.monotonic() - self._beat > _STALL_S:
                    raise DeviceLost("speaker", self.device, f"it took no sound for {_STALL_S:.0f} s")
            return work.result()
        finally:
            self._stopped.set()
            self._wake.set()

    def pause(self) -> None:
        """Fall silent within a piece of 20 ms."""
        self._paused.set()
        self._wake.set()

    def resume(self) -> None:
        """Go on from the last gap between words, or from 0.3 s earlier."""
        self._paused.clear()
        self._wake.set()

    def stop(self) -> None:
        """Fall silent within a piece of 20 ms."""
        self._stopped.set()
        self._paused.clear()
        self._wake.set()

    def _play(self, passage: Passage, rate: int, started: Callable[[float], None]) -> bool:
        while not self._through(passage, rate, started):
            self._beat = math.inf  # nothing moves, and nothing has to
            until = time.monotonic() + self._patience_s
            while self._paused.is_set() and not self._stopped.is_set() and (left := until - time.monotonic()) > 0:
                self._wake.wait(left)
                self._wake.clear()
            self._beat = time.monotonic()
            if self._held:
                self._paused.clear()
                return False
        return True

    def _through(self, passage: Passage, rate: int, started: Callable[[float], None]) -> bool:
        """Play until the end, or until stopped or paused: then the passage is back at what did not sound."""
        stream: Any = None
        sound = soundcard.library()
        written, begun = 0, 0.0
        try:
            while not self._held and (piece := passage.piece()) is not None:
                self._beat = time.monotonic()
                if stream is None:
                    stream, self.device = soundcard.open_stream("speaker", self._wanted, samplerate=rate, blocksize=passage.size, latency=_LATENCY_S)
                    begun = time.monotonic()
                    stream.write(piece.tobytes())
                    started(time.monotonic())
                else:
                    stream.write(piece.tobytes())
                written += len(piece)
            if not self._held:
                self._wake.clear()
                # What is buffered has to sound.
                left = begun + written / rate + _MARGIN_S - time.monotonic() if stream is not None else 0.0
                self._wake.wait(0.0 if self._held else max(0.0, left, float(stream.latency) if stream is not None else 0.0))
            if self._held:
                passage.rewind(max(0, written - round((time.monotonic() - begun) * rate)))
            return not self._held
        except sound.PortAudioError as error:
            raise DeviceLost("speaker", self.device, " ".join(str(error).split())) from None
        finally:
            if stream is not None:
                soundcard.close_stream(stream)

    @property
    def _held(self) -> bool:
        return self._stopped.is_set() or self._paused.is_set()
