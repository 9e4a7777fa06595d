"""A session bus and the accessibility bus that hangs on it."""

import asyncio
from asyncio.subprocess import PIPE
from collections.abc import Callable, Mapping
from pathlib import Path

from agent.display.bus import A11Y, Bus, BusError, Message
from agent.sandbox.children import Children
from agent.sandbox.errors import DeskError

READY_S = 10.0
"""Seconds until we give up on a bus."""
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher", "at-spi-bus-launcher")
"""Where distributions keep the launcher of the accessibility bus."""


async def start_session_bus(children: Children, environment: Mapping[str, str], runtime: Path) -> str:
    """Start a session bus with its socket in the runtime folder; returns its address."""
    address = f"unix:path={runtime / 'bus'}"
    argv = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--nosyslog", f"--address={address}", "--print-address=1"]
    process = await children.start(argv, environment, "dbus", stdout=PIPE)
    reader = process.stdout
    async with asyncio.timeout(READY_S):
        line = await reader.readline() if reader is not None else b""
    if not line:
        raise DeskError("dbus-daemon ended before its socket was ready")
    return address


async def start_accessibility(children: Children, environment: Mapping[str, str]) -> None:
    """Start the accessibility bus on the session bus of this environment and wait until it gives its address."""
    launcher = _launcher()
    bus = await Bus.connect(environment["DBUS_SESSION_BUS_ADDRESS"])
    there = asyncio.Event()
    try:
        await bus.listen("type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='org.a11y.Bus'", _owner(there))
        await children.start([launcher, "--launch-immediately", "--a11y=1", "--screen-reader=1"], environment, "at-spi2-core")
        async with asyncio.timeout(READY_S):
            await there.wait()
        await bus.call(A11Y, "/org/a11y/bus", "org.a11y.Bus", "GetAddress", limit_s=READY_S)
    except (TimeoutError, BusError) as error:
        raise DeskError("the accessibility bus does not start: sudo apt-get install at-spi2-core") from error
    finally:
        bus.close()


def _launcher() -> str:
    return next((path for path in LAUNCHERS if Path(path).exists()), LAUNCHERS[-1])


def _owner(there: asyncio.Event) -> Callable[[Message], None]:
    def told(message: Message) -> None:
        """Also told when the name is given up, and of other names."""
        if message.member == "NameOwnerChanged" and message.body[0] == A11Y and message.body[2]:
            there.set()

    return told
