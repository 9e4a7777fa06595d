"""The daemon: the composition root. Everything concrete is named and joined here, under one task group."""

import asyncio
import fcntl
import os
import signal
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from agent.display import x11
from agent.display.apps import installed
from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from agent.gate import Gate
from agent.hands.caller import Caller
from agent.hands.files import FileHands
from agent.hands.launcher import Launcher
from agent.hands.perform import Hands, Limbs
from agent.hands.screen import ScreenHands
from agent.ledger import Ledger
from agent.loop import Desktop
from agent.reconcile import reconcile
from policies.load import PolicySet, load_set
from shell import config, control, paths
from shell.adjusting import Adjusting
from shell.again import Again
from shell.attention import Attention
from shell.bus import serving as on_bus
from shell.config import Config
from shell.consent import SpokenConsent
from shell.ears import Listening, listening
from shell.errors import AlreadyRunning, ShellError
from shell.event import Asked, Event, Failed
from shell.facts import Known
from shell.hearing import Hearing
from shell.history import History
from shell.indicator import indicator
from shell.inquiry import Inquiry
from shell.lessons import Lessons
from shell.lookup import Lookup, Sources
from shell.marks import Marks
from shell.modes import Modes
from shell.paths import Paths, private_folder
from shell.questions import Questions
from shell.recorder import Recorder, Witness
from shell.renewing import Renewing
from shell.replies import Replies
from shell.rules import Rules
from shell.scenes import Scenes
from shell.scribe import Scribe
from shell.service import ShellService
from shell.session import Session
from shell.stage import tell_ready
from shell.supervision import Supervision, follower, taken_from
from shell.turns import Turns, Wits
from shell.wire import Reload, Set


@dataclass(frozen=True, slots=True)
class Parts:
    """What is open while the daemon lives."""

    place: Paths
    desk: Desk
    settings: Config
    policies: PolicySet
    ledger: Ledger
    session: Session
    ears: Listening
    eyes: X11Eyes
    recorder: Recorder | None
    ready: int | None
    supervision: Supervision
    scribe: Scribe
    greet: bool


@dataclass(frozen=True, slots=True)
class Options:
    """How the daemon is started."""

    record: Path | None = None
    """Folder for events and pictures."""
    ready: int | None = None
    """A file descriptor that is told when the daemon takes connections."""
    challenge: int | None = None
    """Test only: a file descriptor that a challenge's digits are written to."""
    greet: bool = True
    """Whether somebody who was never taught is invited to it; not where nobody listens."""


async def serve(options: Options) -> None:
    """Run until SIGTERM or SIGINT, or until the ears are gone. Raises ShellError, AgentError or PolicyError in one line."""
    place = paths.of(os.environ)
    supervision = taken_from(os.environ)
    desk = Desk.from_environment(os.environ)
    with _only_one(place), ExitStack() as closing:
        settings, session = config.load(place.config_file), Session()
        policies = load_set()
        ledger = _ledger(place)
        closing.callback(ledger.close)
        announcements = reconcile(ledger)
        recorder = Recorder(options.record) if options.record else None
        if recorder is not None:
            closing.callback(recorder.close)
            session.record(recorder.event)
        if options.challenge is not None:
            session.record(_tell_digits(options.challenge))
        scribe = _scribe(place, session, closing)
        async with listening(desk, settings, session) as ears:  # first: to load their models takes longest
            eyes = await _eyes_on(desk)
            try:
                parts = Parts(
                    place, desk, settings, policies, ledger, session, ears, eyes, recorder, options.ready, supervision, scribe, options.greet
                )
                await _live(parts, announcements)
            finally:
                await eyes.close()


async def _live(parts: Parts, announcements: list[str]) -> None:
    desk, session, ears, line = parts.desk, parts.session, parts.ears, parts.ears.line
    consent = SpokenConsent(session, ears.voice, parts.settings.answer_s)
    rules, known, screen = Rules(parts.policies), Known(desk), ScreenHands(desk, line)
    hands = Hands(Limbs(screen, FileHands(), Launcher(desk), Caller(desk)), parts.ledger, line.check, time.monotonic)
    gate = Gate(rules, consent, parts.ledger, time.monotonic)
    desktop = Desktop(parts.eyes, hands, gate, parts.ledger, lambda: rules.digest, known.act)
    scenes = Scenes(desk.environment.get("HOME", "/"), parts.eyes, lambda: installed(desk.environment))
    attention, lessons = Attention(session, ears.voice, Marks(parts.place.runtime)), Lessons(desk, session)
    attention.resume()
    modes = Modes(session, ears.voice, line, desk.display, parts.settings)
    lookup = Lookup(session, Sources(rules, scenes, known, parts.scribe.recall, desk, parts.place, modes.adopt))
    renewing = Renewing(ears.voice, lambda: lookup.change(Reload()))
    replies = Replies(session, attention, lessons.begin, Adjusting(consent, lambda key, value: lookup.change(Set(key, value))), renewing.want)
    wits = Wits(scenes, rules, rules, desktop, known, replies, Again(parts.scribe.recall), line.clear)
    turns = Turns(session, ears.voice, consent, wits, Witness(session, parts.eyes.capture, parts.recorder))
    questions = Questions(consent, Inquiry(session, ears.voice, parts.settings.answer_s))
    hearing = Hearing(session, ears.voice, questions, turns, ears.stop)
    service = ShellService(hearing, questions, attention, ears.voice, lookup)
    session.record(follower(parts.supervision), levels=True)
    await screen.release_all()
    try:
        async with control.serving(parts.place.socket, session, service), on_bus.serving(desk, session, service):
            tell_ready(parts.ready)
            if parts.greet and (invitation := lessons.invitation):
                announcements = [*announcements, invitation]
            beside = (indicator(desk, parts.settings, session), lessons.run(), renewing.run(), modes.run(lambda: service.stopped(False)))
            await _until_told_to_end(hearing, announcements, beside)
            parts.supervision.stopping()
    finally:
        await screen.close()


def _scribe(place: Paths, session: Session, closing: ExitStack) -> Scribe:
    """Writes the history from now on; when it cannot be written, that is told once and the session goes on without."""
    history, loop = History(place.history), asyncio.get_running_loop()

    def tell(why: str) -> None:
        """From the writer's thread into the event loop."""
        loop.call_soon_threadsafe(lambda: session.publish(Failed(session.state.turn, time.monotonic(), why)))

    scribe = Scribe(history, time.time, tell)
    closing.callback(history.close)
    closing.callback(scribe.close)
    session.record(scribe.event)
    return scribe


async def _eyes_on(desk: Desk) -> X11Eyes:
    eyes = X11Eyes(desk)
    try:
        await eyes.open()
    except x11.Failure as error:
        await eyes.close()
        raise ShellError(f"the display {desk.display!r} cannot be opened; `sayso run` makes a virtual one where there is none") from error
    return eyes


def _ledger(place: Paths) -> Ledger:
    ledger = Ledger(place.ledger, time.time)
    problems = ledger.verify()
    if problems:
        ledger.close()
        raise ShellError(f"the ledger {place.ledger} is not as Sayso left it: {problems[0]}; look at `sayso ledger verify`, then move it aside")
    return ledger


@contextmanager
def _only_one(place: Paths) -> Iterator[None]:
    """Hold the session's lock. Raises AlreadyRunning when another daemon has it."""
    private_folder(place.runtime)
    private_folder(place.state)
    with place.lock.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            raise AlreadyRunning(lock.read().strip() or "unknown") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _tell_digits(descriptor: int) -> Callable[[Event], None]:
    def tell(event: Event) -> None:
        """Only a question that has digits is passed on."""
        if isinstance(event, Asked) and event.digits:
            os.write(descriptor, (event.digits + "\n").encode())

    return tell


async def _until_told_to_end(hearing: Hearing, announcements: list[str], beside: Iterable[Coroutine[None, None, None]]) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with asyncio.TaskGroup() as group:
        listening = group.create_task(hearing.run(announcements))
        waiting = group.create_task(ended.wait())
        others = [group.create_task(work) for work in beside]
        await asyncio.wait((listening, waiting), return_when=asyncio.FIRST_COMPLETED)
        for task in (listening, waiting, *others):
            task.cancel()
