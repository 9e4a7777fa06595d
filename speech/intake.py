"""The microphone kept open: found again when it goes away, and closed for as long as the user wants it closed."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable

from speech.audio import Chunk
from speech.errors import DeviceLost, DeviceReturned, NoDevice
from speech.messages import Device, Level, Report
from speech.microphone import Microphone

_PAUSES_S = (0.1, 0.25, 0.5, 1.0)
"""Between two tries to open it; they cost little, as the sound server is asked first."""
_ALIVE_S = 2.0
"""Seconds between two signs of life while no sound arrives."""


class Intake:
    """Hears one microphone whenever it is there and wanted."""

    def __init__(
        self, microphone: Microphone, hear: Callable[[Microphone], Awaitable[None]], tell: Callable[[Report], Awaitable[None]], muted: bool = False
    ) -> None:
        """`hear` takes its sound until it goes away; `tell` takes the reports."""
        self._microphone = microphone
        self._hear = hear
        self._tell = tell
        self._wanted, self._unwanted = asyncio.Event(), asyncio.Event()
        """One of them is set: whether the user wants to be heard."""
        (self._unwanted if muted else self._wanted).set()
        self._cut = False
        """Whether the stream that ends was closed by us."""
        self._lost = False
        self._missing: NoDevice | None = None
        self._begun = False
        self._note: str | None = ""
        """What was told last of why it is this device; None when the device has to be told anew."""

    async def begin(self) -> str:
        """Open it unless muted; its name, empty when there is none: `run` then tells so and goes on trying."""
        try:
            if self._wanted.is_set():
                await self._microphone.open()
                self._begun = True
            else:
                await self._microphone.find()
        except NoDevice as error:
            self._missing = error
            return ""
        return self._microphone.device

    async def mute(self, on: bool) -> None:
        """A closed microphone is a closed stream: nothing can be heard, and the desktop shows that nobody listens."""
        if on:
            self._wanted.clear()
            self._unwanted.set()
            self._cut = True
            await self._microphone.close()
        else:
            self._unwanted.clear()
            self._wanted.set()

    async def run(self) -> None:
        """Hear until cancelled; while the microphone is closed or away, wait for it and go on."""
        pauses = _PAUSES_S
        if self._missing is not None:
            await self._tell_lost(self._missing)
        while True:
            returned = False
            try:
                if await self._opened():
                    pauses = _PAUSES_S
                    await self._heard()
            except DeviceReturned:
                returned = True
            except (DeviceLost, NoDevice) as error:
                if not self._cut:
                    await self._tell_lost(error)
            await self._microphone.close()
            if not self._wanted.is_set():
                await self._without("muted", self._wanted, None)
                pauses = _PAUSES_S
            elif not self._cut and not returned:
                await self._without("lost", self._unwanted, pauses[0])
                pauses = pauses[1:] or pauses

    async def close(self) -> None:
        """End it."""
        await self._microphone.close()

    async def _opened(self) -> bool:
        """Whether it is open now; never when it is not wanted, also when that came while it was being opened. Raises NoDevice."""
        begun, self._begun = self._begun, False
        if not self._wanted.is_set():
            return False
        self._cut = False
        if not begun:
            await self._microphone.open()
        if not self._wanted.is_set():
            return False
        self._cut = False  # closed and wanted again while it was being opened: it is a new stream
        if self._lost:
            self._lost = False
            self._note = None
        await self._tell_change()
        return True

    async def _heard(self) -> None:
        """Have it heard; what was being said when it went away is recognised up to there, as the sound just ends. Raises DeviceLost."""
        sound = _UntilGone(self._microphone, self._tell_change)
        await self._hear(sound)
        if sound.gone is not None:
            raise sound.gone

    async def _tell_change(self) -> None:
        """Say so when it has become another device than the one expected, or that one again; and when it is back."""
        note = self._microphone.note
        if note != self._note:
            self._note = note
            await self._tell(Device("microphone", "back", self._microphone.device, note))

    async def _tell_lost(self, error: Exception) -> None:
        if not self._lost:
            self._lost = True
            await self._tell(Device("microphone", "lost", self._microphone.device, str(error)))

    async def _without(self, why: str, until: asyncio.Event, limit_s: float | None) -> None:
        """Wait for the event, for limit_s seconds at most, telling now and then that all is well without sound."""
        deadline = None if limit_s is None else time.monotonic() + limit_s
        while not until.is_set():
            await self._tell(Level(time.monotonic(), why=why))
            left = _ALIVE_S if deadline is None else min(_ALIVE_S, deadline - time.monotonic())
            try:
                async with asyncio.timeout(left):
                    await until.wait()
            except TimeoutError:
                if deadline is not None and time.monotonic() >= deadline:
                    return


class _UntilGone:
    """A microphone whose sound ends when it goes away, instead of breaking off."""

    def __init__(self, microphone: Microphone, changed: Callable[[], Awaitable[None]]) -> None:
        self.device, self.note, self.dropped = microphone.device, microphone.note, microphone.dropped
        self.find, self.open, self.close = microphone.find, microphone.open, microphone.close
        self.gone: DeviceLost | DeviceReturned | None = None
        self._microphone = microphone
        self._sound = aiter(microphone)
        self._changed = changed

    def __aiter__(self) -> AsyncIterator[Chunk]:
        """The chunks as they come."""
        return self

    async def __anext__(self) -> Chunk:
        """The next chunk."""
        try:
            chunk = await anext(self._sound)
        except (DeviceLost, DeviceReturned) as error:
            self.gone = error
            raise StopAsyncIteration from None
        await self._changed()
        return chunk
