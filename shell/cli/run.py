"""`sayso run`: a desk where one is missing, the daemon on it, and a face: the terminal UI, plain lines, or a script."""

import argparse
import asyncio
import json
import os
import shlex
import shutil
import signal
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

import msgspec

from agent.display.desk import Desk
from agent.sandbox.desk import virtual_desk
from agent.sandbox.sound import play, record
from shell import paths, script
from shell.chronicle import Chronicle
from shell.client import Client, connected
from shell.demo.scratch import SCRIPT, furnish
from shell.errors import ShellError
from shell.event import Event
from shell.mouth import Mouth
from shell.performance import Performance
from shell.stage import Stage, staged
from shell.summary import Result, as_json
from shell.timeline import printer
from shell.ui.app import ShellApp
from speech import models

_SHOWN = (
    "DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "PULSE_SERVER", "XDG_RUNTIME_DIR", "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
    "XDG_STATE_HOME", "XDG_CACHE_HOME", "GTK_MODULES", "QT_ACCESSIBILITY", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "LANG", "SAYSO_MODELS",
)  # fmt: skip
_NAMES = {
    "sound": "microphone and speaker",
    "display": "display",
    "window_manager": "window manager",
    "session_bus": "session bus",
    "accessibility": "accessibility bus",
}


def run(args: argparse.Namespace) -> int:
    """Run until told to end, or until the script is over; returns the exit code."""
    lines = script.read(Path(args.script)) if args.script else None
    if args.home and not Path(args.home).is_dir():
        raise ShellError(f"--home: there is no folder {args.home}; make it first")
    for name in ("base", "voice"):
        models.locate(name)
    try:
        return asyncio.run(_run(args, lines))
    except (asyncio.CancelledError, KeyboardInterrupt):
        return 0 if lines is None else 130


def demo(args: argparse.Namespace) -> int:
    """Play the demonstration on a virtual desk and say where the pictures are; the exit code is 0 only if everything was as expected."""
    folder = Path(args.record or "out/demo").resolve()
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="sayso-demo-") as home:
        furnish(Path(home))
        args.virtual, args.home, args.script, args.record = True, home, args.script or str(SCRIPT), str(folder)
        code = run(args)
    (_stderr if args.json else print)(
        f"\nPictures, events.jsonl and what was said (spoken.wav): {folder}\nNow `sayso run` listens to your own microphone."
    )
    return code


async def _run(args: argparse.Namespace, lines: list[script.Line] | None) -> int:
    task = asyncio.current_task()
    assert task is not None
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    note = _stderr if args.json else print
    folder = Path(args.record).resolve() if args.record else None
    environ = {**os.environ, "SAYSO_MODELS": str(models.root())}
    async with AsyncExitStack() as closing:
        desk = await closing.enter_async_context(virtual_desk(Path(args.home).resolve() if args.home else None, args.virtual, environ, _silent))
        note(_devices(desk))
        if lines is not None and "sound" not in desk.virtual:
            raise ShellError("a script speaks into a virtual microphone and this desk has a real one: add --virtual")
        if folder is not None:
            _describe(desk, folder)
            await closing.enter_async_context(record(desk, folder / "spoken.wav"))
        stage = await closing.enter_async_context(staged(desk, folder, test=lines is not None))
        client = await closing.enter_async_context(connected(stage.socket))
        if lines is not None:
            return await _perform(lines, desk, stage, client, args.json)
        if not args.no_ui and not args.json and sys.stdin.isatty() and sys.stdout.isatty():
            await ShellApp(stage.socket).run_async()
            return 0
        return await _follow(client, stage, args.json)


async def _follow(client: Client, stage: Stage, as_lines_of_json: bool) -> int:
    """Print what happens until the daemon ends."""
    chronicle = Chronicle()
    show = _as_json if as_lines_of_json else printer(print, time.monotonic())
    await chronicle.follow(client.watch(), show)
    code = await stage.process.wait()
    return code if code >= 0 else 128 - code


async def _perform(lines: list[script.Line], desk: Desk, stage: Stage, client: Client, as_one_json: bool) -> int:
    chronicle = Chronicle()
    note = _stderr if as_one_json else print
    show = printer(note, time.monotonic())
    with tempfile.TemporaryDirectory(prefix="sayso-lines-") as sounds:
        async with asyncio.TaskGroup() as group:
            following = group.create_task(chronicle.follow(client.watch(), show))
            results = await Performance(chronicle, Mouth(Path(sounds)), lambda path: play(desk, path), stage.digits.last).run(lines, note)
            following.cancel()
    if as_one_json:
        print(json.dumps(as_json(results), indent=2))
    else:
        _tell(results)
    return 1 if any(result.trouble for result in results) else 0


def _tell(results: list[Result]) -> None:
    print()
    for number, result in enumerate(results, 1):
        mark = "✗" if result.trouble else "✓"
        what = result.line.say or result.line.wav
        print(f"{mark} {number}. “{what}” → {result.outcome}{': ' + result.trouble if result.trouble else ''}")


def _describe(desk: Desk, folder: Path) -> None:
    """desk.env: what another program needs to look at the same desk."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ShellError(f"--record: {folder} cannot be made: {error.strerror}") from error
    lines = [f"{name}={shlex.quote(value)}\n" for name in _SHOWN if (value := desk.environment.get(name))]
    (folder / "desk.env").write_text("".join(lines) + f"SAYSO_SOCKET={shlex.quote(str(paths.of(desk.environment).socket))}\n")


def _devices(desk: Desk) -> str:
    virtual = [name for part, name in _NAMES.items() if part in desk.virtual]
    own = [name for part, name in _NAMES.items() if part not in desk.virtual]
    return f"display {desk.display}, sound {desk.sound or 'by default'}" + "".join(
        f"; {kind}: {', '.join(names)}" for kind, names in (("virtual", virtual), ("this desktop's own", own)) if names
    )


def _as_json(event: Event) -> None:
    print(msgspec.json.encode(event).decode(), flush=True)


def _stderr(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _silent(_: str) -> None:
    return
