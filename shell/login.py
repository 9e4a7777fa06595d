"""The log-in session: from the bare display to a desktop that listens, and back to nothing."""

import asyncio
import secrets
import shutil
import signal
import sys
import tempfile
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from agent.display import x11
from agent.display.bus import A11Y, DAEMON, Bus, BusError
from agent.sandbox.children import Children
from agent.sandbox.display_server import READY_S, wait_managed
from agent.sandbox.session_bus import start_accessibility, start_session_bus
from agent.sandbox.surroundings import surroundings
from shell import children as own
from shell.errors import ShellError
from shell.handover import Handover, alone
from shell.install.plan import DATA, command
from shell.leaving import offered
from shell.respawn import kept
from shell.units import GRAPHICAL, SERVICE, SESSION, Units

DESKTOP = {"XDG_CURRENT_DESKTOP": "Sayso", "XDG_SESSION_DESKTOP": "sayso", "DESKTOP_SESSION": "sayso", "XDG_SESSION_TYPE": "x11"}
"""How programs know where they are."""
WINDOWS = ("openbox", "--sm-disable", "--config-file", str(DATA / "openbox.xml"))
"""The window manager."""
TERMINALS = (
    (
        "xterm",
        "-class",
        "SaysoTerminal",
        "-T",
        "Sayso",
        "-tn",
        "xterm-256color",
        "-fa",
        "Monospace",
        "-fs",
        "14",
        "-bg",
        "black",
        "-fg",
        "white",
        "-e",
    ),
)
COLOURS = {"COLORTERM": "truecolor"}
"""Its colours are chosen for contrast: with the sixteen of old terminals they would not be."""
_ENDINGS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Stay:
    """One session while it lasts."""

    environment: dict[str, str]
    children: Children
    over: asyncio.Event
    """Set when the session is to end."""


async def log_in(environ: Mapping[str, str]) -> int:
    """Live in a session of our own until log-out, SIGTERM, or the end of the display; nothing it started is left. Raises ShellError, DeskError."""
    folder = Path(tempfile.mkdtemp(prefix="sayso-session-"))
    children = Children(f"session-{secrets.token_hex(8)}", [folder], _log)
    environment = surroundings(environ, frozenset(), None, folder, children.mark, own_xdg=False) | DESKTOP
    environment |= {name: environ[name] for name in ("LC_ALL",) if name in environ}  # the user's language, here as well
    try:
        await children.guard()
        async with _until_the_end(environment) as over:
            units = await _buses(children, environment, folder)
            handover = Handover(units, environment) if units is not None else None
            try:
                await _live(Stay(environment, children, over), handover)
            finally:
                if units is not None and handover is not None:
                    await asyncio.shield(handover.give_back())
                    units.close()
    finally:
        await asyncio.shield(children.end())
    return 0


async def settle_in(environ: Mapping[str, str]) -> int:
    """Inside another desktop: have the daemon run, as a unit where that is possible, until the desktop's display ends."""
    environment = dict(environ)
    async with _until_the_end(environment) as over:
        units = await Units.reach(environment)
        async with asyncio.TaskGroup() as group:
            daemon = group.create_task(_daemon(environment, Handover(units, environment) if units is not None else None, SERVICE))
            await over.wait()
            daemon.cancel()
    if units is None:
        return 0
    try:
        if await units.state(GRAPHICAL) != "active":  # else it ends with the desktop by itself
            await units.stop(SERVICE)
    except BusError:
        pass  # the user manager went first, and the unit with it
    finally:
        units.close()
    return 0


async def _buses(children: Children, environment: dict[str, str], folder: Path) -> Units | None:
    """See that there is a session bus, and an accessibility bus on it; returns the user manager if one is there.

    Raises ShellError when that has another desktop.
    """
    environment.setdefault("DBUS_SESSION_BUS_ADDRESS", f"unix:path={environment['XDG_RUNTIME_DIR']}/bus")
    try:
        bus = await Bus.connect(environment["DBUS_SESSION_BUS_ADDRESS"])
    except BusError:
        environment["DBUS_SESSION_BUS_ADDRESS"] = await start_session_bus(children, environment, folder)
        bus = await Bus.connect(environment["DBUS_SESSION_BUS_ADDRESS"])
    (accessible,) = await bus.call(DAEMON, "/org/freedesktop/DBus", DAEMON, "NameHasOwner", "s", [A11Y])
    bus.close()
    units = await Units.reach(environment)
    if units is not None:
        await _ours_alone(units)
    if not accessible:  # before anything asks for it: started by the bus itself, it would be without the screen reader's flag
        await start_accessibility(children, environment)
    return units


async def _ours_alone(units: Units) -> None:
    try:
        await alone(units)
    except ShellError:
        units.close()
        raise


async def _reached(handover: Handover, unit: str) -> bool:
    """Whether the unit could be started with the session's environment; not where it is not installed."""
    try:
        result = await handover.start(unit)
    except BusError as error:
        _log(f"{unit} cannot be started ({error}): the daemon runs without it")
        return False
    if result != "done":
        _log(f"{unit} did not start ({result}): systemctl --user status {SERVICE}")
    return True


async def _live(stay: Stay, handover: Handover | None) -> None:
    """Window manager, daemon and terminal, until the session is over."""
    openbox = await stay.children.start(WINDOWS, stay.environment, "openbox")
    await asyncio.to_thread(wait_managed, stay.environment["DISPLAY"], READY_S)
    first = [openbox]

    async def managed() -> None:
        """Openbox, started again until the user leaves by its menu."""

        async def start() -> Process:
            """First the one that already runs."""
            return first.pop() if first else await stay.children.start(WINDOWS, stay.environment, "openbox")

        await kept(start, lambda code: code == 0)  # its own way out: the user chose to leave
        stay.over.set()

    async with asyncio.TaskGroup() as group:
        works = (managed(), _daemon(stay.environment, handover, SESSION), _terminal(stay))
        tasks = [group.create_task(work) for work in works]
        async with offered(stay.environment, stay.over):
            await stay.over.wait()
        for task in tasks:
            task.cancel()


async def _daemon(environment: dict[str, str], handover: Handover | None, unit: str) -> None:
    """Have this unit started, and the daemon by it; where that cannot be, keep a daemon of our own running."""
    if handover is not None and await _reached(handover, unit):
        return
    running: list[Process] = []

    async def start() -> Process:
        """A new one, remembered so that it can be ended."""
        running[:] = [await own.start("shell", ["daemon"], environment)]
        return running[0]

    try:
        await kept(start, lambda code: False)
    finally:
        for process in running:
            await own.end(process)


async def _terminal(stay: Stay) -> None:
    """Sayso's face, started again when it ends."""
    search = stay.environment.get("PATH")
    found = next((argv for argv in TERMINALS if shutil.which(argv[0], path=search)), ("x-terminal-emulator", "-e"))
    if shutil.which(found[0], path=search) is None:
        _log("no terminal is installed, so there is only the voice: sudo apt-get install xterm")
        return
    argv = [*found, *command(), "ui"]
    await kept(lambda: stay.children.start(argv, stay.environment | COLOURS, "xterm", stdout=DEVNULL), lambda code: False)


@asynccontextmanager
async def _until_the_end(environment: Mapping[str, str]) -> AsyncGenerator[asyncio.Event]:
    """An event that is set by SIGTERM, SIGINT, SIGHUP, or when the display is gone. Raises ShellError when there is no display."""
    try:
        connection = x11.connect(environment.get("DISPLAY", ""))
    except x11.Failure as error:
        raise ShellError("a session needs a display: choose Sayso where you log in, or: xinit sayso-session") from error
    over, loop, number = asyncio.Event(), asyncio.get_running_loop(), connection.fileno()

    def look() -> None:
        """Read what the display sends, which tells nothing but that it is still there."""
        try:
            while connection.pending_events():
                connection.next_event()
        except x11.Failure:
            loop.remove_reader(number)
            over.set()

    loop.add_reader(number, look)
    for ending in _ENDINGS:
        loop.add_signal_handler(ending, over.set)
    try:
        yield over
    finally:
        loop.remove_reader(number)
        with suppress(*x11.Failure):
            connection.close()


def _log(text: str) -> None:
    print(f"sayso session: {text}", file=sys.stderr, flush=True)
