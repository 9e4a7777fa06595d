"""The daemon: the composition root. Everything concrete is named and joined here, under one task group."""

import asyncio
import fcntl
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
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
from agent.hands.stopline import StopLine
from agent.ledger import Ledger
from agent.loop import Desktop
from agent.planners.actor import Actor
from agent.reconcile import reconcile
from policies.judge import CedarJudge
from policies.load import PolicySet, load_set
from policies.match import Matcher
from shell import children, config, control, paths
from shell.config import Config
from shell.consent import SpokenConsent
from shell.ears import started
from shell.errors import AlreadyRunning, ShellError
from shell.event import Asked, Event
from shell.facts import Known
from shell.hearing import Hearing
from shell.paths import Paths, private_folder
from shell.recorder import Recorder, Witness
from shell.scenes import Scenes
from shell.session import Session
from shell.stage import tell_ready
from shell.turns import Turns, Wits


@dataclass(frozen=True, slots=True)
class Parts:
    """What is open while the daemon lives."""

    place: Paths
    desk: Desk
    settings: Config
    policies: PolicySet
    ledger: Ledger
    session: Session
    eyes: X11Eyes
    recorder: Recorder | None
    ready: int | None


@dataclass(frozen=True, slots=True)
class Options:
    """How the daemon is started."""

    record: Path | None = None
    """Folder for events and pictures."""
    ready: int | None = None
    """A file descriptor that is told when the daemon takes connections."""
    challenge: int | None = None
    """Test only: a file descriptor that a challenge's digits are written to."""


async def serve(options: Options) -> None:
    """Run until SIGTERM or SIGINT, or until the ears are gone. Raises ShellError, AgentError or PolicyError in one line."""
    place = paths.of(os.environ)
    desk = Desk.from_environment(os.environ)
    with _only_one(place), ExitStack() as closing:
        settings = config.load(place.config_file)
        policies = load_set()
        ledger = _ledger(place)
        closing.callback(ledger.close)
        announcements = reconcile(ledger)
        session = Session()
        recorder = Recorder(options.record) if options.record else None
        if recorder is not None:
            closing.callback(recorder.close)
            session.record(recorder.event)
        if options.challenge is not None:
            session.record(_tell_digits(options.challenge))
        eyes = await _eyes_on(desk)
        try:
            await _live(Parts(place, desk, settings, policies, ledger, session, eyes, recorder, options.ready), announcements)
        finally:
            await eyes.close()


async def _live(parts: Parts, announcements: list[str]) -> None:
    desk, session, policies = parts.desk, parts.session, parts.policies
    stop, ears_stop = socket.socketpair()
    line, own_stop = StopLine(stop), ears_stop.dup()
    ears = await started(desk, parts.settings, session, ears_stop)
    consent = SpokenConsent(session, ears.voice, parts.settings.answer_s)
    judge, known, screen = CedarJudge(policies), Known(desk), ScreenHands(desk, line)
    hands = Hands(Limbs(screen, FileHands(), Launcher(desk), Caller(desk)), parts.ledger, line.check, time.monotonic)
    gate = Gate(judge, consent, parts.ledger, time.monotonic)
    desktop = Desktop(parts.eyes, hands, gate, parts.ledger, lambda: judge.digest, known.act)
    scenes = Scenes(desk.environment.get("HOME", "/"), parts.eyes, lambda: installed(desk.environment))
    wits = Wits(scenes, Matcher(policies), Actor(policies.recipes), desktop, known, line.clear)
    turns = Turns(session, ears.voice, consent, wits, Witness(session, parts.eyes.capture, parts.recorder))
    hearing = Hearing(session, ears.voice, consent, turns, own_stop)
    await screen.release_all()
    try:
        async with control.serving(parts.place.socket, session, hearing):
            tell_ready(parts.ready)
            await _until_told_to_end(hearing, announcements)
    finally:
        await screen.close()
        await children.end(ears.process)


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
        if isinstance(event, Asked) and event.digits:
            os.write(descriptor, (event.digits + "\n").encode())

    return tell


async def _until_told_to_end(hearing: Hearing, announcements: list[str]) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with asyncio.TaskGroup() as group:
        listening = group.create_task(hearing.run(announcements))
        waiting = group.create_task(ended.wait())
        await asyncio.wait((listening, waiting), return_when=asyncio.FIRST_COMPLETED)
        listening.cancel()
        waiting.cancel()
