"""What the tests of the shell stand on: ears that say what a test tells them, a daemon without a desktop, our own commands run."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from agent.display.dryrun import DryEyes
from agent.hands.stopline import StopLine
from agent.ledger import Ledger
from shell.attention import Attention
from shell.consent import SpokenConsent
from shell.event import Answered, Asked, Ended, Event
from shell.hearing import Hearing
from shell.lookup import Lookup
from shell.rules import Rules
from shell.service import ShellService
from shell.session import Session
from shell.turns import Turns
from shell.voice import Voice
from speech.link import Link
from speech.messages import Heard, Hush, Order, Report, Speak, Speaking, Spoke
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
        while not moment():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def passed(seconds: float) -> None:
    """Let so much time pass: where time itself is what is tested."""
    end = time.monotonic() + seconds
    await until(lambda: time.monotonic() >= end)


class ScriptedEars:
    """The ears' end of the link: speaks the real messages, says every sentence in no time, or holds it until it is hushed."""

    def __init__(self, link: Link[Order, Report]) -> None:
        self.link = link
        self.orders: list[Order] = []
        self.hold = False
        """Whether sentences go on sounding until Hush."""
        self.deaf = False
        """Whether orders are taken and nothing comes of them, as when the process hangs."""
        self._sounding: list[int] = []

    @property
    def spoken(self) -> list[str]:
        return [order.text for order in self.orders if isinstance(order, Speak)]

    async def obey(self) -> None:
        """Take orders until the daemon's end is closed."""
        while (order := await self.link.receive()) is not None:
            self.orders.append(order)
            if self.deaf:
                continue
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
    service: ShellService
    rules: Rules
    eyes: DryEyes
    ears: ScriptedEars
    ledger: Ledger
    line: StopLine
    attention: Attention
    lookup: Lookup
    taught: asyncio.Event
    """Set when the welcome was asked for."""
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
        [sys.executable, "-m", "shell", *words],
        env=dict(environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=timeout,
        stdin=subprocess.DEVNULL,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def running_pids(mark: str) -> list[int]:
    """Processes with this NAME=value in their environment."""
    found: list[int] = []
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                carries = mark.encode() in (place / "environ").read_bytes().split(b"\0")
            except OSError:
                continue
            found += [int(place.name)] if carries else []
    return found


def running_with(mark: str) -> list[str]:
    """The command lines of those processes."""
    found: list[str] = []
    for pid in running_pids(mark):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ").strip()
        except OSError:
            continue
        found += [f"{pid} {command}"] if command else []
    return found


def wait_for(moment: Callable[[], bool], limit_s: float) -> bool:
    """Whether the moment came within limit_s seconds; for tests without an event loop."""
    end = time.monotonic() + limit_s
    while not moment():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
