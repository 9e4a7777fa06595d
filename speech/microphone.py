"""The seam of the microphone, and the one that PortAudio opens and a watchdog watches."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Protocol

from speech import soundcard
from speech.audio import FRAME, RATE, Chunk
from speech.errors import DeviceLost, DeviceReturned, NoDevice
from speech.flow import Flow
from speech.patience import Patience
from speech.server import Sight, Source
from speech.watchdog import ITSELF, RETURNED, Signs, Wish, judge

_OPEN_S = 9.0
"""Seconds until a stream that is being opened counts as hanging."""
_TICK_S = 0.1
"""Seconds between two looks at what is wrong while no sound comes."""
_ASK_S = 0.4
"""Seconds without sound after which the sound server is asked at once."""
_HANGS = "the sound server does not answer"


class Microphone(Protocol):
    """An endless row of chunks; the oldest are dropped and counted when nobody takes them."""

    device: str
    """Name of the device."""
    note: str
    """Why it is this device and not the one that was expected; empty when it is. It can change while it is open."""

    @property
    def dropped(self) -> int:
        """Chunks lost so far."""
        ...

    async def find(self) -> str:
        """The name of the device that would be opened. Raises NoDevice."""
        ...

    async def open(self) -> None:
        """Start. Raises NoDevice."""
        ...

    def __aiter__(self) -> AsyncIterator[Chunk]:
        """The chunks as they come. Raises DeviceLost when the device goes away, DeviceReturned when a better one came."""
        ...

    async def close(self) -> None:
        """End; it can be opened again."""
        ...


class SoundMicrophone:
    """A microphone of the sound server."""

    def __init__(self, wanted: str = "") -> None:
        """`wanted` is a device's name; empty takes the desktop's default. While a named one is away another stands in for it."""
        self.device, self.note = wanted, ""
        self._wish = Wish(wanted)
        self._stream: Any = None
        self._opening: Patience[tuple[Any, str]] = Patience(lambda late: soundcard.close_stream(late[0]))
        self._finding: Patience[str] = Patience(lambda _: None)
        self._flow = Flow()
        self._dropped = 0

    @property
    def dropped(self) -> int:
        """Chunks lost so far."""
        return self._dropped + self._flow.dropped

    async def find(self) -> str:
        """The name of the device that would be opened. Raises NoDevice."""
        try:
            self.device = await self._finding.wait(_OPEN_S, lambda: soundcard.probe("microphone", self._wish.wanted))
        except TimeoutError:
            raise NoDevice("microphone", _HANGS) from None
        return self.device

    async def open(self) -> None:
        """Start listening, through another microphone while the named one is not there. Raises NoDevice."""
        wanted = self._wish.wanted
        try:
            await self._open(wanted)
        except NoDevice:
            if not wanted:
                raise
            await self._open("")
            usual = soundcard.server.sight.usual if soundcard.server.sight else None
            self.device, self.note = usual.description if usual else self.device, f"“{wanted}” is not there"
            self._wish = Wish(wanted, stand_in=True)
        else:
            sight = soundcard.server.sight
            self.note, self._wish = "", Wish(wanted, led=sight is not None and sight.named("microphone", wanted) is not None)

    async def _open(self, wanted: str) -> None:
        self._dropped = self.dropped
        flow, loop = Flow(), asyncio.get_running_loop()
        self._flow = flow

        def heard(data: Any, frames: int, timing: Any, status: Any) -> None:
            """A block, in the sound library's thread."""
            flow.beat = now = time.monotonic()
            loop.call_soon_threadsafe(flow.take, bytes(data), now)

        def finished() -> None:
            """The stream is over, in the sound library's thread; nothing may be returned to it."""
            loop.call_soon_threadsafe(flow.end)

        def opened() -> tuple[Any, str]:
            """In a thread of its own, as the library may hang."""
            found = soundcard.open_stream("microphone", wanted, samplerate=RATE, blocksize=FRAME, callback=heard, finished_callback=finished)
            flow.begin()
            soundcard.server.watch()
            return found

        try:
            self._stream, self.device = await self._opening.wait(_OPEN_S, opened)
        except TimeoutError:
            raise NoDevice("microphone", _HANGS) from None

    def __aiter__(self) -> "SoundMicrophone":
        """The chunks as they come."""
        return self

    async def __anext__(self) -> Chunk:
        """The next chunk; what was heard before the device went away comes first. Raises DeviceLost, DeviceReturned."""
        flow = self._flow
        while True:
            wrong = self._wrong(flow)
            if flow.queue and wrong != ITSELF:
                return flow.queue.popleft()
            if wrong == RETURNED:
                raise DeviceReturned("microphone", self._wish.wanted)
            if wrong:
                raise DeviceLost("microphone", self.device, wrong)
            flow.news.clear()
            try:
                async with asyncio.timeout(_TICK_S):
                    await flow.news.wait()
            except TimeoutError:
                continue

    async def close(self) -> None:
        """Stop listening."""
        stream, self._stream = self._stream, None
        if stream is not None:
            await asyncio.to_thread(soundcard.close_stream, stream)

    def _wrong(self, flow: Flow) -> str:
        """What is wrong now, by the time without sound and by what the sound server says; empty when nothing is."""
        if flow.ended:
            return "the sound server ended it"
        server, now = soundcard.server, time.monotonic()
        silent_s, hung_s = now - flow.beat, server.hung_s(now)
        flow.busy = silent_s >= _ASK_S and (flow.busy or _busy())
        if silent_s >= _ASK_S and not hung_s and server.answered_at < flow.beat:
            server.watch()
        asked = server.answered_at > flow.opened_at
        sight = server.sight if asked else None
        if sight is not None and (before := flow.moved(sight)) and flow.source is not None:  # it goes on without a gap
            self.device, self.note = flow.source.description, _why_moved(before, sight)
            if self._wish.led and sight.named("microphone", self._wish.wanted) is None:
                self._wish = Wish(self._wish.wanted, stand_in=True)
        return judge(self._wish, Signs(silent_s, hung_s, sight, asked, flow.known, flow.busy))


def _why_moved(before: Source, sight: Sight) -> str:
    gone = all(before.index != source.index for source in sight.sources)
    return f"“{before.description}” is gone" if gone else "the desktop chose another microphone"


def _busy() -> bool:
    """Whether more wants to run than there are cores, ourselves not counted."""
    running = Path("/proc/loadavg").read_text().split()[3].partition("/")[0]
    return int(running) - 1 > (os.cpu_count() or 1)
