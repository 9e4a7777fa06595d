"""Hands that start programs on a desk."""

import asyncio
import os

from agent.action import Launch
from agent.display.desk import Desk
from agent.errors import CannotAct


class Launcher:
    """Starts programs in sessions of their own, so that they outlive a turn."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def perform(self, act: Launch) -> None:
        """Start the program; raises CannotAct when it cannot be run."""
        null = asyncio.subprocess.DEVNULL
        environment = dict(self._desk.environment)
        try:
            await asyncio.create_subprocess_exec(
                *act.command, stdin=null, stdout=null, stderr=null, env=environment, cwd=environment.get("HOME", os.sep), start_new_session=True
            )
        except OSError as error:
            raise CannotAct(f"I could not open {act.name}: {act.command[0]}: {(error.strerror or 'it does not start').lower()}") from error
