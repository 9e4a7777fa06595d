"""What the ears report becomes turns, answers and stops; typed words take the same way."""

import asyncio
import socket
import time
from dataclasses import asdict, replace

from shell import event
from shell.attention import is_wake
from shell.errors import ShellError
from shell.questions import Questions
from shell.session import Session
from shell.turns import Sentence, Turns
from shell.voice import Voice
from speech.messages import Device, Failed, Heard, Level, Partial, Ready, Rejected, Report, Started
from speech.stopwords import is_stop
from speech.utterance import Evidence, Utterance


class Hearing:
    """Reads the ears."""

    def __init__(self, session: Session, voice: Voice, questions: Questions, turns: Turns, stop: socket.socket) -> None:
        self._session = session
        self._voice = voice
        self._questions = questions
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
                self._questions.speech(began=True)
                self._session.publish(event.Listening(turn, at, speech=True))
                group.create_task(self._turns.prepare())
            case Rejected(why=why, evidence=evidence):
                self._questions.speech(began=False)
                known = _known(replace(evidence, second_text=None) if self._questions.open else evidence)  # it may hold the digits
                self._session.publish(event.Ignored(turn, now, why, known))
            case Heard(utterance=utterance):
                await self._heard(group, utterance)
            case Level(at=at, level=level, speech=speech, why=why):
                self._session.publish(event.Level(turn, at, level, speech, why))
            case Partial(text=text, at=at) if not self._questions.open and not self._session.state.asleep:
                self._session.publish(event.Partial(turn, at, text))
            case Device(kind=kind, state=state, name=name, detail=detail):
                self._session.publish(event.Device(turn, now, kind, state, name, detail))
            case _:
                pass

    async def _heard(self, group: asyncio.TaskGroup, utterance: Utterance) -> None:
        stop = is_stop(utterance.text)
        if self._questions.open:
            self._questions.spoken(utterance)
            if stop:
                self._turns.resume()
            return
        evidence = _known(utterance.evidence)
        if self._session.state.asleep and not stop and not is_wake(utterance.text):
            self._session.publish(event.Ignored(self._session.state.turn, time.monotonic(), "asleep", evidence))
            return
        sentence = Sentence(utterance.text, "voice", utterance.spoken_at, utterance.endpoint_at, utterance.heard_at, evidence, utterance.alternatives)
        if stop:
            await self._turns.stop(group, sentence)
        else:
            self._turns.begin(group, sentence)

    async def _welcome(self, announcements: list[str]) -> None:
        await self._turns.ready_for_more()
        for sentence in announcements:
            await self._voice.say(sentence)

    @property
    def busy(self) -> bool:
        """Whether a turn is running; its spoken answer counts."""
        return self._turns.busy

    async def ready_for_more(self) -> None:
        """Tell the ears what can be said next."""
        await self._turns.ready_for_more()

    async def typed(self, text: str) -> int:
        """A typed sentence; returns its turn."""
        now = time.monotonic()
        sentence = Sentence(text, "typed", now, now, now, {})
        if self._group is None:
            return 0
        if is_stop(text):
            self._stop.send(b"s")
            return await self._turns.stop(self._group, sentence)
        return self._turns.begin(self._group, sentence)


def _known(evidence: Evidence) -> dict[str, float | str | None]:
    return {key: value for key, value in asdict(evidence).items() if value is not None}


class _EarsGone(Exception):
    """Ends every turn when the ears are gone."""
