"""Which parts of a desktop really answer on this machine."""

import asyncio
import shutil
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Mapping

from agent.display import x11
from agent.display.bus import A11Y, Bus, BusError
from agent.display.desk import Desk
from agent.sandbox.sound_server import answers

PARTS = ("display", "window_manager", "session_bus", "accessibility", "sound")
"""Everything a desk is made of, in the order it starts."""
LIMIT_S = 2.0
"""Seconds a part gets to answer."""


async def missing(environ: Mapping[str, str]) -> frozenset[str]:
    """The parts of PARTS that do not answer in this environment."""
    desk = Desk.from_environment(environ)
    screen, buses, sound = await asyncio.gather(asyncio.to_thread(_screen, desk.display), _buses(desk), _sound(desk))
    there = {"display": screen > 0, "window_manager": screen > 1, "session_bus": buses > 0, "accessibility": buses > 1, "sound": sound}
    return frozenset(part for part in PARTS if not there[part])


def _screen(display: str) -> int:
    """0: no display; 1: a display; 2: with a window manager."""
    if not display:
        return 0
    try:
        connection = x11.connect(display)
    except x11.Failure:
        return 0
    try:
        return 2 if x11.managed(connection) else 1
    finally:
        connection.close()


async def _buses(desk: Desk) -> int:
    """0: no session bus; 1: a session bus; 2: with an accessibility bus."""
    try:
        bus = await Bus.connect(desk.environment.get("DBUS_SESSION_BUS_ADDRESS", ""), LIMIT_S)
    except BusError:
        return 0
    try:
        await bus.call(A11Y, "/org/a11y/bus", A11Y, "GetAddress", limit_s=LIMIT_S)
    except BusError:
        return 1
    finally:
        bus.close()
    return 2


async def _sound(desk: Desk) -> bool:
    """Whether a sound server answers and has a source that is not just a loudspeaker's monitor."""
    path = desk.sound.removeprefix("unix:")
    if not path.startswith("/") or not answers(path):
        return False
    pactl = shutil.which("pactl", path=desk.environment.get("PATH"))
    if pactl is None:
        return True
    process = await asyncio.create_subprocess_exec(
        pactl, "--server", desk.sound, "list", "short", "sources", env=dict(desk.environment), stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL
    )
    try:
        async with asyncio.timeout(LIMIT_S):
            listed, _ = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        return False
    names = [line.split("\t")[1] for line in listed.decode().splitlines() if "\t" in line]
    return any(not name.endswith(".monitor") for name in names)
