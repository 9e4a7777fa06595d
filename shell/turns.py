"""Turns: from one sentence to one outcome, spoken. The only place where hearing, understanding, acting and telling meet."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from agent import loop
from agent.errors import AgentError
from agent.gate import ConsentKind, Question
from agent.hands.stopline import Stopped as StopSaid
from agent.intent import Intent, Source
from agent.outcome import NotDone, Outcome, Refused, Stopped, Unknown, name_of
from agent.plan import NoPlan
from agent.planner import Planner
from agent.scene import Scene
from policies.reading import Doubt, NotUnderstood, Reader, Reading, Understood, Unresolved
from shell import event
from shell.again import Again, Command
from shell.consent import SpokenConsent
from shell.errors import ShellError
from shell.expecting import expectation
from shell.facts import Known
from shell.replies import Replies
from shell.scenes import Scenes
from shell.scribe import HIDDEN
from shell.session import Mode, Session
from shell.voice import Voice


@dataclass(frozen=True, slots=True)
class Sentence:
    """What starts a turn."""

    text: str
    by: str
    """"voice" or "typed"."""
    spoken_at: float
    endpoint_at: float
    heard_at: float
    evidence: dict[str, float | str | None]
    alternatives: tuple[str, ...] = ()
    """Other readings of the same sound, likeliest first."""
    again: bool = False
    """Whether it stands for a "do it again", which it must not be itself."""


@dataclass(frozen=True, slots=True)
class Wits:
    """What a turn thinks with."""

    scenes: Scenes
    matcher: Reader
    planner: Planner
    desktop: loop.Desktop
    known: Known
    replies: Replies
    again: Again
    resume: Callable[[], None]
    """Forgets a "stop" once everything it stopped has ended."""


class Turns:
    """Runs one turn after another; "stop" ends the one that runs."""

    def __init__(self, session: Session, voice: Voice, consent: SpokenConsent, wits: Wits, watcher: loop.Watcher) -> None:
        self._session = session
        self._voice = voice
        self._consent = consent
        self._wits = wits
        self._watcher = watcher
        self.resume = wits.resume
        """Forgets a "stop" that has done its work."""
        self._number = 0
        self._running: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether a turn is running; its spoken answer counts."""
        return self._running is not None and not self._running.done()

    def begin(self, group: asyncio.TaskGroup, sentence: Sentence) -> int:
        """Start a turn in the daemon's group, after the one before was cut off; returns its number."""
        self._number += 1
        before = self._running if self.busy else None
        self._running = group.create_task(self._turn(self._number, sentence, before))
        return self._number

    async def stop(self, group: asyncio.TaskGroup, sentence: Sentence) -> int:
        """End what runs, fall silent, then say so; returns the number of the turn that the word "stop" itself is."""
        await self._voice.hush()
        await asyncio.sleep(0)  # a turn that was begun a moment ago must have started, or it would never end
        if self._running is not None:
            await _ended_early(self._running)
        self._number += 1
        self._session.publish(_heard(self._number, sentence))
        self._session.publish(_ended(self._number, Stopped("Stopped.")))
        self.resume()
        self._running = group.create_task(self._told("Stopped."))
        return self._number

    async def _told(self, text: str) -> None:
        await self._voice.say(text)
        await self.ready_for_more()  # the ears may still expect the answer to a question that is gone

    async def _turn(self, number: int, sentence: Sentence, before: "asyncio.Task[None] | None") -> None:
        outcome: Outcome = Stopped("")  # the word "stop" is a turn of its own, and that one answers
        try:
            if before is not None:
                await self._voice.hush()
                await _ended_early(before)
            outcome = await self._outcome(number, sentence)
        finally:
            self._session.publish(_ended(number, outcome))
        await self._told(outcome.say)

    async def _outcome(self, number: int, sentence: Sentence) -> Outcome:
        try:
            return await self._carried_out(number, sentence, await _looked(self._session, self._wits, number, sentence))
        except StopSaid:
            return Stopped("")
        except (AgentError, ShellError, OSError, sqlite3.Error) as trouble:
            self._session.publish(event.Failed(number, time.monotonic(), str(trouble)))
            if self._session.state.mode is Mode.ACTING:  # something was begun: whether it took effect is not known
                return Unknown(f"Something went wrong while I was at it: {trouble}. Please look what was done.")
            return NotDone(f"Something went wrong: {trouble}.")

    async def _carried_out(self, number: int, sentence: Sentence, scene: Scene) -> Outcome:
        private = _private(scene)
        reading = understood([self._wits.matcher.match(text, scene) for text in (sentence.text, *sentence.alternatives)])
        match reading:
            case NotUnderstood(say=say) | Unresolved(say=say):
                return NotDone(say)
            case Doubt(say=say, proposal=intent, answer=answer):
                agreed = await self._consent.ask(Question(ConsentKind.YES, say, ""))
                if not agreed.granted:
                    return Refused("All right, I left it." if agreed.by != "silence" else "No answer, so I left it.")
                scene = await self._wits.scenes.now()
            case Understood(intent=intent, answer=answer):
                pass
        self._session.publish(event.Understood(number, time.monotonic(), intent.name, _slots(intent, private)))
        if answer is not None:
            verdict = self._wits.desktop.gate.judged(intent, self._wits.known.talk())
            if not verdict.allowed:
                return Refused(verdict.say or "I may not say that now.")
            if answer == "again":
                command = await self._wits.again.meant(intent)
                if command is None or sentence.again:
                    return NotDone("There is nothing like that to do again.")
                return await self._carried_out(number, replace(sentence, text=command.text, alternatives=command.alternatives, again=True), scene)
            return await self._wits.replies.reply(answer, intent, self._wits.matcher.examples(scene))
        plan = self._wits.planner.plan(intent, scene)
        if isinstance(plan, NoPlan):
            return NotDone(plan.say)
        self._wits.again.did(None if private else Command(sentence.text, sentence.alternatives))  # a password is not for another field
        self._session.publish(event.Planned(number, time.monotonic(), tuple(step.action.describe() for step in plan.steps)))
        return await loop.run(plan, self._wits.desktop, self._watcher, scene.seen)

    async def prepare(self) -> None:
        """Gather what the next turn needs, while the user still speaks."""
        await _prepared(self._wits)

    async def ready_for_more(self) -> None:
        """Tell the ears what can be said next."""
        await self._wits.scenes.prepare()
        scene = await self._wits.scenes.now()
        await self._voice.expect(expectation(scene, self._wits.matcher.examples(scene)))


async def _prepared(wits: Wits) -> None:
    await asyncio.gather(wits.scenes.prepare(), wits.known.refresh())


async def _looked(session: Session, wits: Wits, number: int, sentence: Sentence) -> Scene:
    """What is there now; only then is told what was heard, as it may be a password: until that is known nobody is told the words."""
    wits.known.spoken = sentence.by == "voice"
    private = True
    try:
        if not wits.known.spoken:
            await _prepared(wits)
        scene = await wits.scenes.now()
        private = _private(scene)
        return scene
    finally:
        if private:
            session.publish(event.Private(number, time.monotonic()))
        session.publish(_heard(number, sentence, private))


def _private(scene: Scene) -> bool:
    """Whether what is said may be a password."""
    return scene.seen.focused is not None and scene.seen.focused.secret


def _slots(intent: Intent, private: bool) -> dict[str, dict[str, str]]:
    """The slots as they are told: what was said itself not when it may be a password."""
    return {
        name: {
            "value": HIDDEN if private and slot.source is Source.SPEECH else slot.value,
            "source": str(slot.source),
            "shown": HIDDEN if private and slot.source is Source.SPEECH else slot.shown,
        }
        for name, slot in intent.slots.items()
    }


def _heard(number: int, said: Sentence, private: bool = False) -> event.Heard:
    text, evidence = (HIDDEN, {}) if private else (said.text, dict(said.evidence))
    return event.Heard(number, time.monotonic(), text, said.by, said.spoken_at, said.endpoint_at, said.heard_at, evidence)


def _ended(number: int, outcome: Outcome) -> event.Ended:
    return event.Ended(number, time.monotonic(), name_of(outcome), outcome.say)


async def _ended_early(turn: "asyncio.Task[None]") -> None:
    """Cancel a turn and wait until it is over, also when we are cancelled meanwhile: two turns never share the hands."""
    turn.cancel()
    cut: asyncio.CancelledError | None = None
    while not turn.done():
        try:
            await asyncio.wait((turn,))
        except asyncio.CancelledError as cancelled:
            cut = cancelled
    if cut is not None:
        raise cut


_RANK = (Understood, Doubt, Unresolved, NotUnderstood)


def understood(readings: Sequence[Reading]) -> Reading:
    """What to make of several decodes of one sound: the best understood, asked back when two make sense and differ in what they touch."""
    best = min(readings, key=lambda reading: _RANK.index(type(reading)))
    if isinstance(best, Understood):
        sure = [reading for reading in readings if isinstance(reading, Understood)]
        likeliest = readings[0] is best or best.answer is not None
        if not likeliest or any(_touches(other.intent) != _touches(best.intent) for other in sure):
            return Doubt(f"Did I hear right: {best.intent.said.rstrip('.?!')}? Shall I?", best.intent, best.answer)
    return best


def _touches(intent: Intent) -> tuple[str, frozenset[tuple[str, str]]]:
    """The intent and the things it names; free words differ between decodes without meaning anything else."""
    return intent.name, frozenset((name, slot.value) for name, slot in intent.slots.items() if slot.source is not Source.SPEECH)
