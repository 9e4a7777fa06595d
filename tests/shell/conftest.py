"""The shell without a desktop: the real session, gate, ledger and files, and ears that say what a test tells them."""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from agent.display.desk import Desk
from agent.display.dryrun import DryEyes, DryHands
from agent.gate import Gate
from agent.hands.caller import Caller
from agent.hands.files import FileHands
from agent.hands.launcher import Launcher
from agent.hands.perform import Hands, Limbs
from agent.hands.stopline import StopLine
from agent.ledger import Ledger
from agent.loop import Desktop
from agent.observation import Observation
from agent.planners.actor import Actor
from policies.judge import CedarJudge
from policies.load import BUILT_IN, load_set
from policies.match import Matcher
from shell.consent import SpokenConsent
from shell.event import Answered, Asked, Ended, Event
from shell.facts import Known
from shell.hearing import Hearing
from shell.recorder import Witness
from shell.scenes import Scenes
from shell.session import Session
from shell.turns import Turns, Wits
from shell.voice import Voice
from speech import models
from speech.link import Link, open_daemon_end, open_ears_end
from speech.messages import Heard, Hush, Order, Ready, Report, Speak, Speaking, Spoke
from speech.utterance import Evidence, Utterance

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 10.0
CLEAR = Evidence(vad=0.95, logprob=-0.1, no_speech=0.01, overlap_with_playback=0.0)
"""What a plain, close voice gets."""
PAYMENTS = {
    "intents.toml": """version = 1

[rent]
sentences = ["pay the rent"]
slots = { name = "new_name", folder = "folder" }
fixed = { name = "rent paid.txt", folder = "home" }
steps = [{ file = "make_file", folder = "{folder}", name = "{name}" }]
groups = ["money_out"]
confirm = "The rent is nine hundred pounds."
reply = "Paid the rent."
examples = ["pay the rent"]
""",
    "rules.cedar": '@id("rent")\npermit (principal, action == Action::"do_on_challenge", resource in Folder::"payments");\n',
    "tests.toml": 'version = 1\n\n[[test]]\nsay = "pay the rent"\nintent = "payments.rent"\n',
}
"""A user's policy folder that moves money."""


def add_payments(config: Path) -> None:
    """Put the folder where a user's own policies lie."""
    folder = config / "sayso" / "policies" / "payments"
    folder.mkdir(parents=True)
    for name, text in PAYMENTS.items():
        (folder / name).write_text(text)


async def until(moment: Callable[[], bool], limit_s: float = LIMIT_S) -> None:
    """Let everything run until the moment has come; fails when it does not."""
    async with asyncio.timeout(limit_s):
        while not moment():
            await asyncio.sleep(0.005)


class ScriptedEars:
    """The ears' end of the link: speaks the real messages, says every sentence in no time, or holds it until it is hushed."""

    def __init__(self, link: Link[Order, Report]) -> None:
        self.link = link
        self.orders: list[Order] = []
        self.hold = False
        """Whether sentences go on sounding until Hush."""
        self._sounding: list[int] = []

    @property
    def spoken(self) -> list[str]:
        return [order.text for order in self.orders if isinstance(order, Speak)]

    async def obey(self) -> None:
        """Take orders until the daemon's end is closed."""
        while (order := await self.link.receive()) is not None:
            self.orders.append(order)
            match order:
                case Speak(id=number):
                    await self.link.send(Speaking(number, time.monotonic()))
                    if self.hold:
                        self._sounding.append(number)
                    else:
                        await self.link.send(Spoke(number, True, time.monotonic()))
                case Hush():
                    for number in self._sounding:
                        await self.link.send(Spoke(number, False, time.monotonic()))
                    self._sounding.clear()
                case _:
                    pass

    async def hear(self, text: str, evidence: Evidence = CLEAR, started_at: float | None = None, second: str | None = None) -> None:
        """Report an utterance, begun just now if nothing else is said."""
        now = time.monotonic()
        known = Evidence(evidence.vad, evidence.logprob, evidence.no_speech, second, evidence.overlap_with_playback)
        began = now if started_at is None else started_at
        await self.link.send(Heard(Utterance(text, evidence=known, started_at=began, spoken_at=now, endpoint_at=now, heard_at=now)))


@dataclass
class Stand:
    """A daemon without ears process and screen."""

    home: Path
    session: Session
    voice: Voice
    consent: SpokenConsent
    turns: Turns
    hearing: Hearing
    ears: ScriptedEars
    ledger: Ledger
    line: StopLine
    events: list[Event] = field(default_factory=list[Event])

    def last(self, kind: type[Event]) -> Event | None:
        return next((event for event in reversed(self.events) if isinstance(event, kind)), None)

    def outcome(self, turn: int) -> str:
        return next((event.outcome for event in self.events if isinstance(event, Ended) and event.turn == turn), "")

    async def asked(self) -> Asked:
        """Wait for an open question that was read out."""
        await until(lambda: self.consent.open and isinstance(self.last(Asked), Asked) and not self.session.state.speaking and self._read())
        found = self.last(Asked)
        assert isinstance(found, Asked)
        return found

    async def answered(self) -> Answered:
        await until(lambda: not self.consent.open and isinstance(self.last(Answered), Answered))
        found = self.last(Answered)
        assert isinstance(found, Answered)
        return found

    async def ended(self, turn: int) -> str:
        await until(lambda: self.outcome(turn) != "")
        return self.outcome(turn)

    def _read(self) -> bool:
        question = self.last(Asked)
        return isinstance(question, Asked) and any(question.question in text for text in self.ears.spoken)


@pytest.fixture(scope="session")
def bus() -> Iterator[str]:
    """A session bus of our own; its address."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.terminate()
    process.wait(10)
    process.stdout.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir()
    return made


@pytest.fixture
def environment(home: Path, bus: str) -> dict[str, str]:
    """What a command of ours is run with: a home of its own and no desktop."""
    runtime = home.parent / "run"
    runtime.mkdir(mode=0o700)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "SAYSO_", "PULSE_", "DISPLAY", "WAYLAND_"))}
    own = {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "DBUS_SESSION_BUS_ADDRESS": bus, "SAYSO_MODELS": str(models.root())}
    return kept | own


@dataclass(frozen=True)
class Ran:
    """How a command of ours ended."""

    code: int
    out: str
    err: str

    def complains(self, *words: str) -> bool:
        """Whether it failed with exactly one line that says all of this, and no traceback."""
        lines = self.err.strip().splitlines()
        return self.code not in (0, 2) and len(lines) == 1 and lines[0].startswith("sayso: ") and all(word in lines[0] for word in words)


Sayso = Callable[..., Ran]


def sayso_with(environment: Mapping[str, str], *words: str, timeout: float = 60.0) -> Ran:
    """Run `sayso words`."""
    done = subprocess.run(
        [sys.executable, "-m", "shell", *words], env=dict(environment), cwd=ROOT, capture_output=True, text=True, timeout=timeout, stdin=subprocess.DEVNULL
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def sayso(environment: dict[str, str]) -> Sayso:
    return lambda *words, **more: sayso_with(environment | more.pop("env", {}), *words, **more)


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder with a path short enough for a Unix socket."""
    with tempfile.TemporaryDirectory(prefix="st-") as made:
        yield Path(made)


@pytest.fixture
async def stand(home: Path, bus: str, tmp_path: Path) -> AsyncGenerator[Stand]:
    """The whole shell on a home folder, with scripted ears."""
    add_payments(tmp_path / "config")
    (ours, theirs), (stop, ears_stop) = socket.socketpair(), socket.socketpair()
    session, desk = Session(), Desk("", {"HOME": str(home), "DBUS_SESSION_BUS_ADDRESS": bus}, frozenset(), "")
    ears, voice = ScriptedEars(await open_ears_end(theirs)), Voice(await open_daemon_end(ours), session)
    policies, eyes, line = load_set([BUILT_IN, tmp_path / "config" / "sayso" / "policies"]), DryEyes([Observation((), (), 0.0, False)]), StopLine(stop)
    ledger, consent = Ledger(tmp_path / "state" / "ledger.db", time.time), SpokenConsent(session, voice, 0.3)
    judge, known = CedarJudge(policies), Known(desk)
    hands = Hands(Limbs(DryHands(), FileHands(), Launcher(desk), Caller(desk)), ledger, line.check, time.monotonic)
    desktop = Desktop(eyes, hands, Gate(judge, consent, ledger, time.monotonic), ledger, lambda: judge.digest, known.act)
    wits = Wits(Scenes(str(home), eyes, lambda: ()), Matcher(policies), Actor(policies.recipes), desktop, known, line.clear)
    turns = Turns(session, voice, consent, wits, Witness(session, eyes.capture, None))
    made = Stand(home, session, voice, consent, turns, Hearing(session, voice, consent, turns, ears_stop), ears, ledger, line)
    session.record(made.events.append)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(ears.obey()), group.create_task(made.hearing.run([]))]
        await ears.link.send(Ready("mic", "speaker", "base", 1))
        await until(lambda: session.state.mode == "listening")
        await known.refresh()
        yield made
        for task in tasks:
            task.cancel()
    await ears.link.close()
    await voice.quit()
    ledger.close()
    for one in (stop, ears_stop):
        one.close()
