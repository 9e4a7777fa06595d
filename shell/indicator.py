"""Keeps the sign on the screen going, as a process of its own beside the daemon."""

import time
from asyncio.subprocess import Process

from agent.display.desk import Desk
from shell import children, paths
from shell.config import Config
from shell.errors import ShellError
from shell.event import Failed
from shell.paths import private_folder
from shell.presence.errors import Taken, Unshowable
from shell.respawn import kept
from shell.session import Session

ENOUGH = (Taken.exit_code, Unshowable.exit_code)
"""Its exit codes when none is needed or none can be shown; after every other one it is started again."""


async def indicator(desk: Desk, config: Config, session: Session) -> None:
    """Show it until cancelled; nothing where the user does not want it, or where another one does it.

    One that cannot be started is told, and the session goes on without.
    """
    if not config.ui.indicator:
        return
    running: list[Process] = []

    async def start() -> Process:
        """A new one, remembered so that it can be ended."""
        log = private_folder(paths.of(desk.environment).state) / "presence.log"
        running[:] = [await children.start("shell.presence", (), desk.environment, log=log)]
        return running[0]

    try:
        await kept(start, lambda code: code in ENOUGH)
    except ShellError as error:
        session.publish(Failed(session.state.turn, time.monotonic(), f"there is no indicator on the screen: {error}"))
    finally:
        for process in running:
            await children.end(process)
