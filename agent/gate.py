"""The gate: every act is judged, asked about where needed, and turned into a permit that is good for that act once."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from agent.action import Action, Ui, digest
from agent.facts import Facts
from agent.intent import Intent
from agent.ledger import Ledger
from agent.observation import Box

PERMIT_S = 60.0
"""Seconds a permit is good for, from the answer."""


class ConsentKind(StrEnum):
    """What the user must say before an act."""

    NONE = "none"
    YES = "yes"
    CHALLENGE = "challenge"


class Pace(StrEnum):
    """Whether the user must be watching."""

    FREE = "free"
    WATCHED = "watched"


class Where(StrEnum):
    """Which desk an act may happen on."""

    MINE = "mine"
    BACKGROUND = "background"


_CONSENT = tuple(ConsentKind)
_PACE = tuple(Pace)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the policies say about an act: three questions, three fields."""

    allowed: bool
    consent: ConsentKind
    pace: Pace
    desk: Where
    rules: tuple[str, ...]
    """Ids of the rules that decided."""
    say: str
    """A policy's words before the question, or why it is refused; may be empty."""

    def stricter(self, other: "Verdict") -> "Verdict":
        """The strictest of both, field by field."""
        return Verdict(
            allowed=self.allowed and other.allowed,
            consent=max(self.consent, other.consent, key=_CONSENT.index),
            pace=max(self.pace, other.pace, key=_PACE.index),
            desk=Where.BACKGROUND if self.desk == other.desk == Where.BACKGROUND else Where.MINE,
            rules=tuple(dict.fromkeys(self.rules + other.rules)),
            say=other.say or self.say if self.allowed and other.allowed else (other if self.allowed else self).say,
        )


class Judge(Protocol):
    """Decides what an intent, or one act of it, needs."""

    @property
    def digest(self) -> str:
        """sha256 (hex) of the policy set that judges."""
        ...

    def judge(self, intent: Intent, action: Action | None, facts: Facts) -> Verdict:
        """The verdict for the whole intent (action None) or for one act of it; any error is a refusal."""
        ...


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked aloud before an act."""

    kind: ConsentKind
    preface: str
    """A policy's words, said before; never instead."""
    act: str
    """The act's own description, from its bound fields."""
    target: Box | None = None
    """What on the screen it is about, so that it can be shown; None when it is nothing there."""

    @property
    def text(self) -> str:
        """The sentence that is shown and spoken, without the way to answer."""
        act = self.act[:1].upper() + self.act[1:]
        return f"{self.preface} {act}?".strip() if act else self.preface


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user made of a question."""

    granted: bool
    by: str
    """"voice" | "ui" | "silence" | "stop" | "unclear" | "microphone" (it went away) | "policy" (locked after wrong answers)."""
    heard: str
    """The words of the answer; empty for silence."""


class Consent(Protocol):
    """Asks the user; the first answer wins and silence is no."""

    async def ask(self, question: Question) -> Answer:
        """Speak and show the question, wait for the answer."""
        ...


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to do one exact act once."""

    act: int
    """The ledger's number for it."""
    action_digest: str
    policy_digest: str
    expires: float
    """Monotonic seconds."""
    nonce: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act may not be done."""

    why: str
    by: str
    """"policy" | "user" | "silence" | "stop" | "unclear" | "microphone"."""


class Gate:
    """Judges, asks, permits. One gate for every path."""

    def __init__(self, judge: Judge, consent: Consent, ledger: Ledger, clock: Callable[[], float]) -> None:
        self._judge = judge
        self._consent = consent
        self._ledger = ledger
        self._clock = clock

    def judged(self, intent: Intent, facts: Facts) -> Verdict:
        """The verdict for a whole intent, for its plan's level and for what the shell itself answers."""
        return self._judge.judge(intent, None, facts)

    def verdict(self, intent: Intent, action: Action, facts: Facts) -> Verdict:
        """The plan's verdict and the act's, strictest first; used just before the act and by dry runs."""
        return self._judge.judge(intent, None, facts).stricter(self._judge.judge(intent, action, facts))

    async def admit(self, intent: Intent, action: Action, facts: Facts) -> Permit | Refusal:
        """A permit for exactly this act, after asking where the verdict says so; or the refusal."""
        policy = self._judge.digest
        verdict = self.verdict(intent, action, facts)
        act = self._ledger.prepare(intent.name, action, policy)
        if not verdict.allowed:
            self._ledger.refuse(act, "policy")
            return Refusal(verdict.say or f"I may not {action.describe()}.", "policy")
        if verdict.consent is not ConsentKind.NONE:
            answer = await self._asked(act, Question(verdict.consent, verdict.say, action.describe(), _target(action)))
            if not answer.granted or answer.by in _NO:
                by = answer.by if answer.by in _NO else "user"
                self._ledger.refuse(act, by)
                return Refusal(_refused(action, by), by)
            if self._judge.digest != policy:
                self._ledger.refuse(act, "policy")
                return Refusal(f"The policies changed while I asked, so I did not {action.describe()}.", "policy")
        return Permit(act, digest(action), policy, self._clock() + PERMIT_S, secrets.token_hex(8))

    async def _asked(self, act: int, question: Question) -> Answer:
        try:
            return await self._consent.ask(question)
        except BaseException:  # also when the turn is cancelled: an act that was not allowed does not stay open
            self._ledger.refuse(act, "stop")
            raise


_NO = {
    "silence": "No answer", "stop": "Stopped", "unclear": "I got no clear yes", "policy": "Too many wrong answers",
    "microphone": "The microphone went away",
}  # fmt: skip
"""Who or what said no → how the refusal begins."""


def _target(action: Action) -> Box | None:
    bound = (action.element or action.window) if isinstance(action, Ui) else None
    return bound.box if bound else None


def _refused(action: Action, by: str) -> str:
    return f"{_NO.get(by, 'All right')}, so I did not {action.describe()}."
