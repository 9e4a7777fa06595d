"""Whether Sayso listens: awake, asleep, or with its microphone closed."""

import asyncio
import re
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from shell import event
from shell.marks import Marks
from shell.session import Session
from shell.voice import Voice

_FILLERS = re.compile(r"\b(please|sayso|say so|hey|hello|okay|ok|now|computer)\b")
_WAKE = {"wake up", "wake", "start listening", "listen", "listen to me", "are you there", "are you awake", "come back"}


def is_wake(text: str) -> bool:
    """Whether this is nothing but what wakes Sayso up."""
    words = " ".join(_FILLERS.sub(" ", re.sub(r"[^a-z ]+", " ", text.lower())).split())
    return words in _WAKE


class Attention:
    """Falls asleep and wakes up, closes the microphone and opens it; what the user wants is marked, so that it outlives a crash."""

    def __init__(self, session: Session, voice: Voice, marks: Marks | None = None) -> None:
        self._session = session
        self._voice = voice
        self._marks = marks
        self._muted = session.state.muted
        """Whether the user wants the microphone closed; it may also be for the doctor."""
        self._lent = asyncio.Lock()

    @property
    def asleep(self) -> bool:
        """Whether nothing is heeded but being woken."""
        return self._session.state.asleep

    @property
    def idle(self) -> bool:
        """Whether nothing is being done or asked."""
        return not self._session.state.running and self._session.state.asked is None

    def resume(self) -> None:
        """Be as the user wanted it when the session broke off; the ears start with the microphone closed by the same mark."""
        if self._marks is not None and (self._marks.muted or self._marks.asleep):
            self._muted = self._marks.muted
            self._publish(self._marks.asleep, self._muted)

    def listen(self, on: bool) -> None:
        """Wake up, or fall asleep."""
        self._keep(not on)
        self._publish(asleep=not on, muted=self._session.state.muted)

    async def mute(self, on: bool) -> None:
        """Close the microphone, or open it; while it is closed for the doctor it opens when that is over."""
        self._muted = on
        self._keep(self.asleep)
        if not self._lent.locked():
            await self._close(on)

    @asynccontextmanager
    async def closed(self) -> AsyncGenerator[None]:
        """The microphone closed for as long as the block, one block at a time; afterwards it is as the user wants it by then."""
        async with self._lent:
            try:
                await self._close(True)
                yield
            finally:
                await self._close(self._muted)

    async def _close(self, on: bool) -> None:
        await self._voice.mute(on)
        self._publish(asleep=self._session.state.asleep, muted=on)

    def _keep(self, asleep: bool) -> None:
        if self._marks is None:
            return
        try:
            self._marks.keep(asleep, self._muted)
        except OSError as trouble:
            why = f"whether Sayso listens is not remembered past a restart: {self._marks.folder}: {trouble.strerror}; free some space there"
            self._session.publish(event.Failed(self._session.state.turn, time.monotonic(), why))

    def _publish(self, asleep: bool, muted: bool) -> None:
        self._session.publish(event.Attention(self._session.state.turn, time.monotonic(), asleep, muted))
