"""Whether Sayso listens: awake, asleep, or with its microphone closed."""

import re
import time

from shell import event
from shell.session import Session
from shell.voice import Voice

_FILLERS = re.compile(r"\b(please|sayso|say so|hey|hello|okay|ok|now|computer)\b")
_WAKE = {"wake up", "wake", "start listening", "listen", "listen to me", "are you there", "are you awake", "come back"}


def is_wake(text: str) -> bool:
    """Whether this is nothing but what wakes Sayso up."""
    words = " ".join(_FILLERS.sub(" ", re.sub(r"[^a-z ]+", " ", text.lower())).split())
    return words in _WAKE


class Attention:
    """Falls asleep and wakes up, closes the microphone and opens it."""

    def __init__(self, session: Session, voice: Voice) -> None:
        self._session = session
        self._voice = voice

    @property
    def asleep(self) -> bool:
        """Whether nothing is heeded but being woken."""
        return self._session.state.asleep

    @property
    def resting(self) -> bool:
        """Whether the microphone is open and nothing is being done or asked."""
        state = self._session.state
        return not state.muted and not state.running and state.asked is None

    def listen(self, on: bool) -> None:
        """Wake up, or fall asleep."""
        self._publish(asleep=not on, muted=self._session.state.muted)

    async def mute(self, on: bool) -> None:
        """Close the microphone, or open it."""
        await self._voice.mute(on)
        self._publish(asleep=self._session.state.asleep, muted=on)

    def _publish(self, asleep: bool, muted: bool) -> None:
        self._session.publish(event.Attention(self._session.state.turn, time.monotonic(), asleep, muted))
