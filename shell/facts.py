"""Fills the facts that go with every act to the gate."""

import time

from agent.action import Action, File, Ui
from agent.disk import protected
from agent.display.desk import Desk
from agent.facts import Facts
from agent.observation import Observation
from shell.locked import screen_locked

OWN_TITLE = "Sayso"
"""Windows whose title begins so are ours, or pretend to be: never a target."""


class Known:
    """What is known of one desk; refreshed while a sentence is being said."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._home = desk.environment.get("HOME", "/")
        self._locked: bool | None = None
        self.spoken = True
        """Whether the sentence that is being carried out came by voice."""

    async def refresh(self) -> None:
        """Ask the desk again whether it is locked."""
        self._locked = await screen_locked(self._desk)

    def talk(self) -> Facts:
        """The facts for what the shell only says."""
        return Facts(self._locked, self.spoken, time.time())

    def act(self, action: Action, seen: Observation) -> Facts:
        """The facts for one act."""
        target = (action.window or seen.active) if isinstance(action, Ui) else None
        own = target is not None and target.title.startswith(OWN_TITLE)
        paths = (action.path, action.to) if isinstance(action, File) else ()
        return Facts(self._locked, self.spoken, time.time(), own, any(path and protected(path, self._home) for path in paths))
