"""`sayso install|uninstall`."""

import argparse
import asyncio
import os
import stat
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from agent.display.bus import BusError
from shell.errors import ShellError
from shell.install import apply
from shell.install.plan import Plan, command, for_system, for_user
from shell.install.remains import remains
from shell.install.sandbox import forbidden_by
from shell.units import SERVICE, Units


def install(args: argparse.Namespace) -> int:
    """Put Sayso into this user's desktop, or into the machine; twice is as good as once."""
    sayso = command()
    plan = _plan(args, sayso)
    if args.system and not args.root:
        _must_be_for_all(sayso[0])
    apply.put(plan, print)
    if (setting := forbidden_by()) and not args.root:
        print(f"This machine forbids its users namespaces ({setting}), so the daemon runs with half of its sandbox. Allow them and install again.")
    if args.system:
        print("Choose “Sayso” where you log in. In another desktop: sayso install --user")
    elif asyncio.run(_with_units(Units.reload)):
        print(f"It starts with your desktop from the next log-in on. Now: systemctl --user start {SERVICE}")
    else:
        print("There is no user manager of systemd here: it starts with your desktop by its autostart entry.")
    return 0


def uninstall(args: argparse.Namespace) -> int:
    """Take out what `install` put there, and name what stays."""
    plan = _plan(args, command())
    if not args.system and plan.manifest.exists():
        asyncio.run(_with_units(_stop))
    if not apply.take_out(plan, print):
        print("Nothing is installed " + ("for the machine." if args.system else "for this user."))
    elif not args.system:
        asyncio.run(_with_units(Units.reload))
    for left in [] if args.system else remains(os.environ):
        print(left.describe())
    return 0


def _plan(args: argparse.Namespace, sayso: tuple[str, ...]) -> Plan:
    if not args.system:
        if args.root:
            raise ShellError("--root goes with --system: it is where a package for all users is made")
        return for_user(os.environ, sayso, bool(forbidden_by()))
    if not args.root and os.geteuid() != 0:
        raise ShellError(f"--system changes the whole machine and needs root: sudo sayso {args.command} --system")
    # A package is made for other machines than this one.
    return for_system(Path(args.root or "/").resolve(), sayso, not args.root and bool(forbidden_by()))


def _must_be_for_all(program: str) -> None:
    """Raises ShellError when other users cannot run the program because of where it, or its Python, is."""
    for folder in (*Path(program).resolve().parents, *Path(sys.executable).resolve().parents):
        if not folder.stat().st_mode & stat.S_IXOTH:
            raise ShellError(f"other users cannot run {program}: {folder} is closed to them; install Sayso into a folder such as /opt/sayso first")


async def _stop(units: Units) -> None:
    await units.stop(SERVICE)


async def _with_units(act: Callable[[Units], Awaitable[None]]) -> bool:
    """Whether there is a user manager and it did this; a unit it does not know needs no stopping."""
    units = await Units.reach(os.environ)
    if units is None:
        return False
    try:
        await act(units)
    except BusError:
        pass
    finally:
        units.close()
    return True
