"""Keeps the sign on the screen going, as a process of its own beside the daemon."""

from asyncio.subprocess import Process

from agent.display.desk import Desk
from shell import children, paths
from shell.config import Config
from shell.paths import private_folder
from shell.respawn import kept

TAKEN = 1
"""Its exit code when another one is there already: then none is needed."""


async def indicator(desk: Desk, config: Config) -> None:
    """Show it until cancelled; nothing where the user does not want it, or where another one does it."""
    if not config.ui.indicator:
        return
    log = private_folder(paths.of(desk.environment).state) / "presence.log"
    running: list[Process] = []

    async def start() -> Process:
        running[:] = [await children.start("shell.presence", (), desk.environment, log=log)]
        return running[0]

    try:
        await kept(start, lambda code: code == TAKEN)
    finally:
        for process in running:
            await children.end(process)
