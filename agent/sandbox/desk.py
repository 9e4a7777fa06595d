"""Virtual desks: whatever part of a desktop this machine lacks is started, and nothing of it is left behind."""

import asyncio
import secrets
import tempfile
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from agent.display.desk import Desk
from agent.sandbox.children import Children
from agent.sandbox.display_server import start_display, start_window_manager
from agent.sandbox.probe import PARTS, missing
from agent.sandbox.session_bus import start_accessibility, start_session_bus
from agent.sandbox.sound_server import start_sound
from agent.sandbox.surroundings import surroundings


@asynccontextmanager
async def virtual_desk(home: Path | None, everything: bool, environ: Mapping[str, str], log: Callable[[str], None]) -> AsyncGenerator[Desk]:
    """A desk on which every part answers: all of them ours with `everything`, else only those that are missing here.

    home: HOME on the desk; None: a fresh folder that is removed at the end (with `everything`), or the environment's own.
    log: called with a line for each thing started and ended. Raises DeskError (one line) when a part cannot be started.
    """
    parts = await _wanted(everything, environ)
    if not parts and home is None:
        yield Desk.from_environment(environ)
        return
    runtime = Path(tempfile.mkdtemp(prefix="sayso-"))
    folders = [runtime]
    if home is None and everything:
        home = Path(tempfile.mkdtemp(prefix="sayso-home-"))
        folders.append(home)
    children = Children(f"{runtime.name}-{secrets.token_hex(4)}", folders, log)
    environment = surroundings(environ, parts, home, runtime, children.mark, own_xdg=everything)
    try:
        await children.guard()
        yield await _start(children, environment, parts, runtime)
    finally:
        await asyncio.shield(children.end())


async def _wanted(everything: bool, environ: Mapping[str, str]) -> frozenset[str]:
    if everything:
        return frozenset(PARTS)
    parts = await missing(environ)
    # A window manager or an accessibility bus of someone else's cannot belong to a display or bus of ours.
    tied = {"display": "window_manager", "session_bus": "accessibility"}
    return parts | frozenset(tied[part] for part in parts & tied.keys())


async def _start(children: Children, environment: dict[str, str], parts: frozenset[str], runtime: Path) -> Desk:
    async def screen() -> None:
        """The display, and then what manages its windows."""
        if "display" in parts:
            environment["DISPLAY"] = await start_display(children, environment)
        if "window_manager" in parts:
            await start_window_manager(children, environment, environment["DISPLAY"])

    async def sound() -> None:
        """The sound server, which needs no display."""
        if "sound" in parts:
            environment["PULSE_SERVER"] = await start_sound(children, environment, runtime)

    # The buses come last: what they activate needs to know the display and the sound server.
    for failure in await asyncio.gather(screen(), sound(), return_exceptions=True):
        if failure is not None:
            raise failure
    if "session_bus" in parts:
        environment["DBUS_SESSION_BUS_ADDRESS"] = await start_session_bus(children, environment, runtime)
    if "accessibility" in parts:
        await start_accessibility(children, environment)
    there = Desk.from_environment(environment)
    return Desk(there.display, there.environment, parts, there.sound)
