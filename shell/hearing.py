"""What the ears report becomes turns, answers and stops; typed words take the same way."""

import asyncio
import socket
import time
from dataclasses import asdict, replace

from shell import event
from shell.attention import is_wake
from shell.errors import ShellError
from shell.halting import Halting
from shell.outage import Outage
from shell.questions import Questions
from shell.session import Session
from shell.turns import Sentence, Turns
from shell.voice import Voice
from speech.messages import Device, Failed, Heard, Heeding, Level, Partial, Ready, Rejected, Report, Spotted, Started
from speech.stopwords import is_stop
from speech.utterance import Evidence, Utterance


class Hearing:
    """Reads the ears."""

    def __init__(self, session: Session, voice: Voice, questions: Questions, turns: Turns, stop: socket.socket) -> None:
        self._session = session
        self._voice = voice
        self._questions = questions
        self._turns = turns
        self._halting = Halting(questions, turns, stop)
        self._outage = Outage(session, voice, questions)
        self._group: asyncio.TaskGroup | None = None

    async def run(self, announcements: list[str]) -> None:
        """Read the ears until they are gone; every turn is a task of the group here. Raises ShellError when the ears fail."""
        why = "the ears ended; start `sayso run` again and see `sayso doctor`"
        try:
            async with asyncio.TaskGroup() as group:
                self._group = group
                group.create_task(self._outage.run())
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
        state, now = self._session.state, time.monotonic()
        turn = state.turn
        match report:
            case Ready(microphone=microphone, speaker=speaker):
                for kind, name in (("microphone", microphone), ("speaker", speaker)):
                    if name:  # else it is told as lost
                        self._session.publish(event.Device(turn, now, kind, "in use", name))
                if state.closed:  # told again: who came meanwhile knows only that the ears were not ready
                    self._session.publish(event.Attention(turn, now, state.asleep, state.muted))
                self._session.publish(event.Listening(turn, now))
                group.create_task(self._welcome(announcements))
            case Started(at=at):
                self._questions.speech(began=True)
                self._session.publish(event.Listening(turn, at, speech=True))
                group.create_task(self._turns.prepare())
            case Spotted(word="stop", at=at):
                await self._halting.spotted(group, at)
            case Heeding(on=on):
                self._session.publish(event.Heeding(turn, now, on, state.cue))
            case Rejected(why=why, evidence=evidence):
                self._questions.speech(began=False)
                overheard = self._questions.open or state.closed or not state.heeds  # it may hold the digits, or what was not meant for us
                self._session.publish(event.Ignored(turn, now, why, _known(replace(evidence, second_text=None) if overheard else evidence)))
            case Heard(utterance=utterance):
                await self._heard(group, utterance)
            case Level(at=at, level=level, speech=speech, why=why):
                self._session.publish(event.Level(turn, at, level, speech, why))
            case Partial(text=text, at=at) if not self._questions.open and not state.closed:
                self._session.publish(event.Partial(turn, at, text))
            case Device():
                self._outage.happened(report)
            case _:
                pass

    async def _heard(self, group: asyncio.TaskGroup, utterance: Utterance) -> None:
        stop, state = is_stop(utterance.text), self._session.state
        if state.muted and not stop:  # said before the microphone was closed; a stop has reached the hands already
            self._questions.speech(began=False)
            self._session.publish(_ignored(state.turn, "muted", utterance.evidence))
            return
        if self._halting.done(utterance):  # its word was spotted before it was recognised
            self._questions.speech(began=False)
            return
        if not stop and self._outage.cut(utterance):
            self._questions.speech(began=False)
            self._session.publish(_ignored(state.turn, "the microphone went away", utterance.evidence))
            return
        if self._questions.open:
            self._questions.spoken(utterance)
            if stop:
                self._turns.resume()
            return
        if state.asleep and not stop and not is_wake(utterance.text):
            self._session.publish(_ignored(state.turn, "asleep", utterance.evidence))
            return
        evidence = _known(utterance.evidence)
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
            return await self._halting.typed(self._group, sentence)
        await self._questions.inquiry.leave()
        return self._turns.begin(self._group, sentence)


def _known(evidence: Evidence) -> dict[str, float | str | None]:
    return {key: value for key, value in asdict(evidence).items() if value is not None}


def _ignored(turn: int, why: str, evidence: Evidence) -> event.Ignored:
    """Without its words, not even as another recogniser's guess."""
    return event.Ignored(turn, time.monotonic(), why, _known(replace(evidence, second_text=None)))


class _EarsGone(Exception):
    """Ends every turn when the ears are gone."""
