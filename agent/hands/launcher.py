"""Hands that start programs on a desk."""

import asyncio
import os
import secrets
import shutil
from collections.abc import Callable

from agent.action import Launch
from agent.display.desk import Desk
from agent.errors import CannotAct
from agent.hands import transient


def _random() -> str:
    return secrets.token_hex(4)


class Launcher:
    """Starts programs so that they outlive a turn and the daemon: as systemd units where the daemon is one, else in sessions of their own."""

    def __init__(self, desk: Desk, number: Callable[[], str] = _random) -> None:
        self._desk = desk
        self._number = number
        """Tells two starts of one app apart."""

    async def perform(self, act: Launch) -> None:
        """Start the program; raises CannotAct when it cannot be run, Unsure when nobody says what became of it."""
        if not await self._as_unit(act):
            await self._as_child(act)

    async def _as_unit(self, act: Launch) -> bool:
        environment = self._desk.environment
        if not transient.supervised(environment):
            return False
        program = shutil.which(act.command[0], path=environment.get("PATH", os.defpath))
        if program is None:
            return False  # the other way says why it does not start
        argv = [os.path.abspath(program), *act.command[1:]]
        try:
            return await transient.started(transient.unit_name(act.app, self._number()), act.name, argv, environment)
        except CannotAct as error:
            raise CannotAct(f"I could not open {act.name}: {act.command[0]}: {error}") from error

    async def _as_child(self, act: Launch) -> None:
        null = asyncio.subprocess.DEVNULL
        environment = transient.passed_on(self._desk.environment) if transient.supervised(self._desk.environment) else dict(self._desk.environment)
        try:
            await asyncio.create_subprocess_exec(
                *act.command, stdin=null, stdout=null, stderr=null, env=environment, cwd=environment.get("HOME", os.sep), start_new_session=True
            )
        except OSError as error:
            raise CannotAct(f"I could not open {act.name}: {act.command[0]}: {(error.strerror or 'it does not start').lower()}") from error
