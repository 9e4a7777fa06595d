"""What the tests of the agent's core are given: windows, elements, judges and answerers that do as they are told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from agent.action import Action, File, FileOp
from agent.disk import identity
from agent.display.desk import Desk
from agent.display.dryrun import DryEyes, DryHands
from agent.effect import Effect
from agent.facts import Facts
from agent.gate import Answer, ConsentKind, Gate, Pace, Question, Verdict, Where
from agent.hands.caller import Caller
from agent.hands.files import FileHands
from agent.hands.launcher import Launcher
from agent.hands.perform import BusDoer, Hands, Limbs
from agent.intent import Intent
from agent.ledger import Ledger
from agent.loop import Desktop
from agent.observation import Box, Element, Observation, Window

ROOT = Path(__file__).parents[2]
"""Where a process of its own must start to import the packages."""
NOWHERE = Desk("", {}, frozenset(), "")
INTENT = Intent("tests.try", {}, "try it")
FACTS = Facts(locked=False, spoken=True, now=0.0)


def window(number: int = 1, title: str = "Untitled", app: str = "editor", *, active: bool = True, pid: int = 7) -> Window:
    """A window of an editor, unless told otherwise."""
    return Window(number, title, app, pid, Box(0, 0, 100, 100), active)


def element(name: str = "Save", role: str = "push button", value: str | None = None, *states: str, ref: str = "", at: int = 1) -> Element:
    """A button in window 1, unless told otherwise; its reference is its name."""
    return Element(ref or name, role, name, value, frozenset(states), Box(10, 10, 20, 20), "editor", at)


def seen(*parts: Window | Element, partial: bool = False, at: float = float("inf")) -> Observation:
    """A look at these windows and elements that never gets stale, unless told when it was taken."""
    windows = tuple(part for part in parts if isinstance(part, Window))
    return Observation(windows, tuple(part for part in parts if isinstance(part, Element)), at, partial)


def on(op: FileOp, path: Path, to: str = "") -> File:
    """A file act that is bound to what lies there now."""
    return File(op, str(path), path.name, to, None if op in (FileOp.MAKE_FILE, FileOp.MAKE_FOLDER) else identity(str(path)))


def verdict(consent: ConsentKind = ConsentKind.NONE, *, allowed: bool = True, say: str = "", rules: tuple[str, ...] = ()) -> Verdict:
    """A verdict for a free pace on my desk."""
    return Verdict(allowed, consent, Pace.FREE, Where.MINE, rules, say)


@dataclass
class Ruler:
    """A judge that rules as it is told."""

    verdict: Verdict = field(default_factory=verdict)
    for_act: Verdict | None = None
    """For an act; None: as for the whole intent."""
    digest: str = "policy-1"

    def judge(self, intent: Intent, action: Action | None, facts: Facts) -> Verdict:
        """The verdict it was given, but never for a protected path."""
        told = self.for_act if action is not None and self.for_act is not None else self.verdict
        return verdict(allowed=False, say="That is out of bounds.") if facts.protected_path else told


@dataclass
class Answerer:
    """A user who answers as written down."""

    answer: Answer = field(default_factory=lambda: Answer(True, "voice", "yes"))
    meanwhile: Callable[[], object] = lambda: None
    """What happens in the world while the question is open."""
    asked: list[Question] = field(default_factory=list[Question])

    async def ask(self, question: Question) -> Answer:
        """Write the question down and answer."""
        self.asked.append(question)
        self.meanwhile()
        return self.answer


@dataclass
class Witness:
    """A watcher that writes down."""

    effects: list[Effect] = field(default_factory=list[Effect])
    began: list[Action] = field(default_factory=list[Action])

    async def acting(self, number: int, action: Action, before: Observation) -> None:
        """Write the act down."""
        self.began.append(action)

    async def acted(self, number: int, action: Action, effect: Effect, after: Observation, first_input_at: float) -> None:
        """Write the effect down."""
        self.effects.append(effect)


@dataclass
class Place:
    """A desk of given observations with a real ledger, real file hands and a real gate."""

    ledger: Ledger
    looks: tuple[Observation, ...] = ()
    judge: Ruler = field(default_factory=Ruler)
    consent: Answerer = field(default_factory=Answerer)
    screen: DryHands = field(default_factory=DryHands)
    bus: BusDoer = field(default_factory=lambda: Caller(NOWHERE))
    stop: Callable[[], None] = lambda: None
    clock: Callable[[], float] = lambda: 0.0
    facts: Callable[[Action, Observation], Facts] = lambda action, observation: FACTS

    def gate(self) -> Gate:
        """The gate of this desk."""
        return Gate(self.judge, self.consent, self.ledger, self.clock)

    def hands(self) -> Hands:
        """The hands of this desk."""
        return Hands(Limbs(self.screen, FileHands(), Launcher(NOWHERE), self.bus), self.ledger, self.stop, self.clock)

    def desktop(self) -> Desktop:
        """All of it for the loop."""
        eyes = DryEyes(self.looks)
        return Desktop(eyes, self.hands(), self.gate(), self.ledger, lambda: self.judge.digest, self.facts)


def states(ledger: Ledger) -> list[str]:
    """The states of all entries, in order."""
    return [entry.state for entry in ledger.entries()]
