"""One door for every act: a permit is checked, spent in the ledger, and only then are the hands moved."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from agent.action import Action, Bus, File, Launch, Ui, digest
from agent.errors import CannotAct, Unsure, Void
from agent.gate import Permit
from agent.ledger import Ledger


class UiHands(Protocol):
    """Pointer and keys of one desk."""

    first_input_at: float
    """Monotonic seconds of the first input event of the last act; 0.0 before the first."""

    async def perform(self, ui: Ui, before_each: Callable[[], None]) -> None:
        """Do one act on the screen, calling before_each before every event."""
        ...


class FileDoer(Protocol):
    """Changes files."""

    async def perform(self, act: File) -> None:
        """Do the act."""
        ...


class LaunchDoer(Protocol):
    """Starts programs."""

    async def perform(self, act: Launch) -> None:
        """Do the act."""
        ...


class BusDoer(Protocol):
    """Calls methods on the session bus."""

    async def perform(self, act: Bus) -> None:
        """Do the act."""
        ...


@dataclass(frozen=True, slots=True)
class Limbs:
    """The doers of one desk, one for each kind of effect."""

    screen: UiHands
    files: FileDoer
    launcher: LaunchDoer
    bus: BusDoer


class Hands:
    """Performs permits on one desk; the only owner of its limbs."""

    def __init__(self, limbs: Limbs, ledger: Ledger, stop: Callable[[], None], clock: Callable[[], float]) -> None:
        self._limbs = limbs
        self._ledger = ledger
        self._stop = stop
        """Raises Stopped when the user said stop; called before every event."""
        self._clock = clock

    async def perform(self, permit: Permit, action: Action, policy_digest: str) -> float:
        """Spend the permit and do exactly its act; returns when the first effect left us (monotonic seconds). Raises Void when it does not fit."""
        if self._ledger.state(permit.act) != "prepared":
            raise Void("that permit was already used or refused")
        try:
            if digest(action) != permit.action_digest:
                raise Void("what I was about to do is not what was allowed, so I left it")
            if policy_digest != permit.policy_digest:
                raise Void("the policies changed meanwhile, so I left it")
            if self._clock() > permit.expires:
                raise Void("the permission ran out before I could act")
            self._stop()
        except Exception as error:
            self._ledger.refuse(permit.act, "void" if isinstance(error, Void) else "stop")
            raise
        self._ledger.start(permit.act, permit.nonce)
        return await self._act(action)

    async def _act(self, action: Action) -> float:
        began = self._clock()
        match action:
            case Ui():
                await self._on_screen(action)
                return self._limbs.screen.first_input_at or began
            case File():
                await self._limbs.files.perform(action)
            case Launch():
                await self._limbs.launcher.perform(action)
            case Bus():
                await self._limbs.bus.perform(action)
            case _:
                raise CannotAct(f"nothing to do for: {action.describe()}")
        return began

    async def _on_screen(self, action: Ui) -> None:
        try:
            await self._limbs.screen.perform(action, self._stop)
        except CannotAct as trouble:
            if self._limbs.screen.first_input_at:
                raise Unsure(str(trouble)) from trouble
            raise
