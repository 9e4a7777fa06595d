"""When the microphone goes away: shown at once and said, and the question that is open is answered no, as the user may not be able to."""

import asyncio
import time
from dataclasses import dataclass

from shell import event
from shell.questions import Questions
from shell.session import Session
from shell.voice import Voice
from speech.messages import Device
from speech.utterance import Utterance

GRACE_S = 1.0
"""Seconds until it is said that it is gone: what is back by then was another device's turn, or a hiccup that nobody needs to hear of."""
BY = "microphone"
"""Who answered the question, in Answered."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the user should know."""

    deaf: bool = False
    """Whether the microphone is away."""
    refused: int = 0
    """How many questions were answered no by that."""
    instead: str = ""
    """Which microphone is in use that the user does not expect."""


class Outage:
    """Follows what the ears report of their devices."""

    def __init__(self, session: Session, voice: Voice, questions: Questions, grace_s: float = GRACE_S) -> None:
        """`grace_s` is the time before anything is said, in seconds."""
        self._session = session
        self._voice = voice
        self._questions = questions
        self._grace_s = grace_s
        self._news = asyncio.Event()
        self._now = self._told = _Known()
        self._withdrawn_at = 0.0

    def happened(self, report: Device) -> None:
        """A device was lost, or is in use again: show it; without a microphone the open question is a no."""
        now = time.monotonic()
        self._session.publish(event.Device(self._session.state.turn, now, report.kind, report.state, report.name, report.detail))
        if report.kind == "microphone" and report.state == "lost":
            refused = self._questions.withdraw(BY)
            self._withdrawn_at = now if refused else self._withdrawn_at
            self._now = _Known(True, self._now.refused + refused, self._now.instead)
        elif report.kind == "microphone":
            self._now = _Known(False, self._now.refused, _instead(report))
        self._news.set()

    def cut(self, utterance: Utterance) -> bool:
        """Whether it was begun while the question was open that went away with the microphone: it answers nothing, and is no command."""
        return utterance.started_at < self._withdrawn_at

    async def run(self) -> None:
        """Say what the user should know, until cancelled; what could not be said is said when the speaker is back."""
        while True:
            await self._news.wait()
            self._news.clear()
            if self._now.deaf and not self._told.deaf:
                await self._back_soon()
            known, text, mute = self._now, _sentence(self._told, self._now), self._mute
            if not text or self._session.state.asleep or await self._voice.say(text) or not (mute or self._mute):
                self._told = known

    async def _back_soon(self) -> None:
        """Until it is back, or has been away for a while."""
        deadline = time.monotonic() + self._grace_s
        while self._now.deaf and (left := deadline - time.monotonic()) > 0:
            try:
                async with asyncio.timeout(left):
                    await self._news.wait()
            except TimeoutError:
                return
            self._news.clear()

    @property
    def _mute(self) -> bool:
        """Whether nothing can be said, as the speaker is away."""
        return any(device.kind == "speaker" and device.state == "lost" for device in self._session.state.devices)


def _instead(report: Device) -> str:
    why = report.detail[:1].upper() + report.detail[1:]
    return f"{why}, so I listen through {report.name}." if why else ""


def _sentence(told: _Known, now: _Known) -> str:
    """What to say to somebody who knows the one of what is the other; empty when it is nothing new."""
    no = ", so I took that as a no." if now.refused > told.refused else "."
    if now.deaf:
        return "" if told.deaf else f"I cannot hear you: the microphone is gone{no}"
    heard = ["I can hear you again" + no] if told.deaf else [f"The microphone was gone for a moment{no}"] if no != "." else []
    if now.instead != told.instead:
        heard.append(now.instead or "I listen through your usual microphone again.")
    return " ".join(heard)
