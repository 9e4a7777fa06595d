"""What the ears report becomes turns, answers and stops; typed words take the same way."""

import asyncio
import socket
import time
from dataclasses import asdict, replace

from shell import event
from shell.consent import SpokenConsent
from shell.errors import ShellError
from shell.session import Session
from shell.turns import Sentence, Turns
from shell.voice import Voice
from speech.messages import Device, Failed, Heard, Ready, Rejected, Report, Started
from speech.stopwords import is_stop
from speech.utterance import Evidence, Utterance


class Hearing:
    """Implements shell.control.Service and reads the ears."""

    def __init__(self, session: Session, voice: Voice, consent: SpokenConsent, turns: Turns, stop: socket.socket) -> None:
        self._session = session
        self._voice = voice
        self._consent = consent
        self._turns = turns
        self._stop = stop
        self._group: asyncio.TaskGroup | None = None

    async def run(self, announcements: list[str]) -> None:
        """Read the ears until they are gone; every turn is a task of the group here. Raises ShellError when the ears fail."""
        why = "the ears ended; start `sayso run` again and see `sayso doctor`"
        try:
            async with asyncio.TaskGroup() as group:
                self._group = group
                async for report in self._voice.reports():
                    if isinstance(report, Failed):
                        why = report.why
                        break
                    await self._take(group, report, announcements)
                raise _EarsGone
        except* _EarsGone:
            pass
        raise ShellError(why)

    async def _take(self, group: asyncio.TaskGroup, report: Report, announcements: list[str]) -> None:
        turn, now = self._session.state.turn, time.monotonic()
        match report:
            case Ready(microphone=microphone, speaker=speaker):
                self._session.publish(event.Device(turn, now, "microphone", "in use", microphone))
                self._session.publish(event.Device(turn, now, "speaker", "in use", speaker))
                self._session.publish(event.Listening(turn, now))
                group.create_task(self._welcome(announcements))
            case Started(at=at):
                self._consent.speech_began()
                self._session.publish(event.Listening(turn, at, speech=True))
                group.create_task(self._turns.prepare())
            case Rejected(why=why, evidence=evidence):
                self._consent.speech_was_nothing()
                known = _known(replace(evidence, second_text=None) if self._consent.open else evidence)  # it may hold the digits
                self._session.publish(event.Ignored(turn, now, why, known))
            case Heard(utterance=utterance):
                await self._heard(group, utterance)
            case Device(kind=kind, state=state, name=name, detail=detail):
                self._session.publish(event.Device(turn, now, kind, state, name, detail))
            case _:
                pass

    async def _heard(self, group: asyncio.TaskGroup, utterance: Utterance) -> None:
        if self._consent.open:
            self._consent.answer_spoken(utterance)
            if is_stop(utterance.text):
                self._turns.resume()
            return
        evidence = _known(utterance.evidence)
        sentence = Sentence(utterance.text, "voice", utterance.spoken_at, utterance.endpoint_at, utterance.heard_at, evidence, utterance.alternatives)
        if is_stop(utterance.text):
            await self._turns.stop(group, sentence)
        else:
            self._turns.begin(group, sentence)

    async def _welcome(self, announcements: list[str]) -> None:
        await self._turns.ready_for_more()
        for sentence in announcements:
            await self._voice.say(sentence)

    async def said(self, text: str) -> int:
        """A typed sentence; returns its turn."""
        now = time.monotonic()
        sentence = Sentence(text, "typed", now, now, now, {})
        if self._group is None:
            return 0
        if is_stop(text):
            self._stop.send(b"s")
            return await self._turns.stop(self._group, sentence)
        return self._turns.begin(self._group, sentence)

    def answered(self, text: str) -> bool:
        """A typed answer; whether a question was open."""
        is_open = self._consent.open
        self._consent.answer_typed(text)
        return is_open

    async def stopped(self, everything: bool) -> None:
        """Stop what runs; nothing runs in the background yet, so everything is the same."""
        await self.said("stop everything" if everything else "stop")


def _known(evidence: Evidence) -> dict[str, float | str | None]:
    return {key: value for key, value in asdict(evidence).items() if value is not None}


class _EarsGone(Exception):
    """Ends every turn when the ears are gone."""
