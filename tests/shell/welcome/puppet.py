"""A daemon of a few lines, for the steps: it says and asks in no time, and its user has one answer to each sentence."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from shell.answers import Offered, Program, Setting, Settings, Tried
from shell.control import serving
from shell.event import Answered, Asked, Device, Ended, Heard, Level, Listening, Quiet, Said, Understood
from shell.paths import of
from shell.session import Session
from shell.welcome.course import Manner, guided
from shell.welcome.guide import Guide
from shell.wire import Chosen, Found, Looks, Order, ShowSettings, Tell, Try
from tests.shell.welcome.user import QUICK

Reply = TypeVar("Reply")
Did = tuple[str, str, str]
"""What the user says to a sentence, the intent it is understood as, and its outcome."""


@dataclass
class Puppet:
    """Implements shell.control.Service."""

    does: dict[str, list[Did]] = field(default_factory=dict[str, list[Did]])
    """Part of a sentence → what the user says and what comes of it, the first time, the second…"""
    chooses: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """Part of a question → the answer; silence when there is none left."""
    settings: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Key → its value and its choices."""
    apps: dict[str, bool] = field(default_factory=dict[str, bool])
    """App → whether it runs."""
    offers: Offered = field(default_factory=Offered)
    level: float = 0.6
    """How loud an answer is."""
    session: Session = field(default_factory=Session)
    told: list[str] = field(default_factory=list[str])
    """Everything said and asked."""
    orders: list[Order] = field(default_factory=list[Order])
    shown: list[str] = field(default_factory=list[str])

    async def said(self, text: str) -> int:
        """A typed sentence."""
        return self._turn((text, "", "not_done"))

    def answered(self, text: str, by: str = "ui") -> bool:
        """No question is open longer than a moment."""
        return False

    async def stopped(self, everything: bool) -> None:
        """Nothing runs."""

    async def ordered(self, order: Order) -> str:
        """Say it, or write it down."""
        if not isinstance(order, Tell):
            self.orders.append(order)
            return ""
        self._sound(order.text)
        if (did := _next(self.does, order.text)) is not None:
            self._turn(did)
        return ""

    async def inquired(self, question: str, choices: tuple[str, ...]) -> Chosen:
        """Ask; the user answers as set down."""
        turn, now = self.session.state.turn, time.monotonic()
        self.session.publish(Asked(turn, now, "choice", question, choices=choices))
        self._sound(question)
        heard = _next(self.chooses, question) or ""
        for number in range(5 if heard else 0):
            self.session.publish(Level(turn, now + 1.0 + number / 10, self.level, 0.9))
        self.session.publish(Answered(turn, now, heard in choices, "voice" if heard else "silence", heard))
        return Chosen(heard if heard in choices else "", heard)

    async def looked(self, request: Looks) -> Found:
        """What there is."""
        match request:
            case ShowSettings():
                return Settings(tuple(Setting(key, value[0], "", value[1:]) for key, value in self.settings.items()))
            case Try(text=text):
                name = next((name for name in self.apps if name.lower() in text.lower()), "")
                return Tried(text, "apps.open", {"app": f"the {name.lower()}, {name}"}, (text,)) if name else Tried(text)
            case _:
                return Offered(self.offers.phrases, tuple(Program(name, running) for name, running in self.apps.items()), self.offers.windows)

    def _turn(self, did: Did) -> int:
        said, intent, outcome = did
        turn, now = self.session.state.turn + 1, time.monotonic()
        self.session.publish(Heard(turn, now, said))
        if intent:
            self.session.publish(Understood(turn, now, intent))
        self.session.publish(Ended(turn, now, outcome))
        return turn

    def _sound(self, text: str) -> None:
        self.told.append(text)
        self.session.publish(Said(self.session.state.turn, time.monotonic(), text))
        self.session.publish(Quiet(self.session.state.turn, time.monotonic()))


@asynccontextmanager
async def leading(puppet: Puppet, short: Path) -> AsyncIterator[Guide]:
    """A guide that talks to the puppet; its devices are called "Desk mic" and "Desk speaker"."""
    environ = {"HOME": str(short), "XDG_RUNTIME_DIR": str(short), "XDG_STATE_HOME": str(short / "state"), "XDG_CONFIG_HOME": str(short / "config")}
    place = of(environ)
    place.runtime.mkdir(mode=0o700, exist_ok=True)
    puppet.session.publish(Device(0, 0.0, "microphone", "in use", "Desk mic"))
    puppet.session.publish(Device(0, 0.0, "speaker", "in use", "Desk speaker"))
    puppet.session.publish(Listening(0, 0.0))
    async with serving(place.socket, puppet.session, puppet), guided(environ, Manner(puppet.shown.append, False, None, QUICK)) as guide:
        yield guide


def _next(replies: dict[str, list[Reply]], text: str) -> Reply | None:
    return next((left.pop(0) for part, left in replies.items() if part in text and left), None)
