"""The keys on a real display, with a real daemon and a real ears process that hangs."""

import asyncio
import os
import shutil
import signal
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
import Xlib.error
from Xlib.ext import xtest

from agent.display import x11
from agent.display.desk import Desk
from agent.display.rawinput import KEY, raw, select
from agent.display.shortcut import symbol_of
from agent.display.windows import Windows
from agent.sandbox.desk import virtual_desk
from shell.bench.moment import listening, process_of
from shell.chronicle import Chronicle
from shell.client import connected
from shell.event import Ended, Failed, Heard, Heeding
from shell.stage import Stage, staged
from shell.wire import Set
from speech import models
from tests.shell.stand import until

pytestmark = pytest.mark.skipif(not all(map(shutil.which, ("Xvfb", "pulseaudio", "zenity"))), reason="the parts of a virtual desk are not installed")
LONG = "type " + "all work and no play makes jack a dull boy " * 200
"""Takes the hands ten seconds."""
LIMIT_S = 30.0


@asynccontextmanager
async def live(tmp_path: Path) -> AsyncGenerator[tuple[Desk, Stage, Chronicle]]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "SAYSO_", "PULSE_", "DISPLAY", "WAYLAND_", "DBUS_"))}
    null, chronicle = asyncio.subprocess.DEVNULL, Chronicle()
    async with (
        virtual_desk(tmp_path, True, kept | {"SAYSO_MODELS": str(models.root())}, lambda _: None) as desk,
        staged(desk, None, test=False) as stage,
        connected(stage.socket) as client,
        asyncio.TaskGroup() as group,
    ):
        following = group.create_task(chronicle.follow(client.watch(), lambda _: None))
        await listening(stage.socket, 60)
        window = await asyncio.create_subprocess_exec("zenity", "--entry", env=dict(desk.environment), stdin=null, stdout=null, stderr=null)
        try:
            windows = Windows(desk.display)
            await until(lambda: bool(windows.listed()), LIMIT_S)
            windows.close()
            yield desk, stage, chronicle
        finally:
            window.kill()
            await window.wait()
            following.cancel()


def strike(desk: Desk, name: str) -> None:
    """A person presses a key."""
    keyboard = x11.connect(desk.display)
    code = keyboard.keysym_to_keycode(symbol_of(name))
    for kind in (x11.X.KeyPress, x11.X.KeyRelease):
        xtest.fake_input(keyboard, kind, code)
    keyboard.sync()
    keyboard.close()


def ears_of(stage: Stage) -> int:
    daemon = process_of(stage.socket)
    children = Path(f"/proc/{daemon}/task/{daemon}/children").read_text().split()
    return next(int(pid) for pid in children if b"speech.ears" in Path(f"/proc/{pid}/cmdline").read_bytes())


def refused(connection: x11.Connection, name: str) -> bool:
    """Whether another program has the key already."""
    code, error = connection.keysym_to_keycode(symbol_of(name)), Xlib.error.CatchError(Xlib.error.BadAccess)
    root = connection.screen().root
    root.grab_key(code, 0, False, x11.X.GrabModeAsync, x11.X.GrabModeAsync, onerror=error)
    root.ungrab_key(code, 0)
    connection.sync()
    return error.get_error() is not None


class Typing:
    """Counts the keys that go down on the display."""

    def __init__(self, desk: Desk) -> None:
        self.connection = x11.connect(desk.display)
        select(self.connection, KEY)
        self._count = 0

    @property
    def keys(self) -> int:
        self.connection.sync()
        while self.connection.pending_events():
            self._count += raw(self.connection.next_event()) is not None
        return self._count


async def stopped_by(stage: Stage, typing: Typing, chronicle: Chronicle, stop: str, desk: Desk) -> None:
    """Have a long text typed and stop it; the hands stop while the ears hang."""
    begun, before = len(chronicle.events), typing.keys
    async with connected(stage.socket) as client:
        turn = await client.say(LONG)
    try:
        await until(lambda: typing.keys > before + 20, LIMIT_S)
    except TimeoutError:
        print([event for event in chronicle.events if not isinstance(event, Heard)])
        raise
    ears = ears_of(stage)
    os.kill(ears, signal.SIGSTOP)
    try:
        if stop:
            strike(desk, stop)
        else:
            async with connected(stage.socket) as client:
                await client.stop()
        await until(lambda: any(isinstance(event, Ended) and event.say == "Stopped." for event in chronicle.events[begun:]), 5.0)
        outcome = next(event.outcome for event in chronicle.events[begun:] if isinstance(event, Ended) and event.turn == turn)
        assert outcome == "stopped"
        assert typing.keys - before < len(LONG) / 2
        done = typing.keys
        assert typing.keys == done
    finally:
        os.kill(ears, signal.SIGCONT)
    await chronicle.until(chronicle.idle, LIMIT_S)


async def test_keys_stop_the_hands_while_the_ears_hang_and_are_set_anew(tmp_path: Path) -> None:
    async with live(tmp_path) as (desk, stage, chronicle), connected(stage.socket) as client, AsyncExitStack() as closing:
        typing, taken = Typing(desk), x11.connect(desk.display)
        for connection in (typing.connection, taken):
            closing.callback(connection.close)
        await stopped_by(stage, typing, chronicle, "Pause", desk)
        await stopped_by(stage, typing, chronicle, "", desk)

        taken.screen().root.grab_key(taken.keysym_to_keycode(symbol_of("F8")), 0, False, x11.X.GrabModeAsync, x11.X.GrabModeAsync)
        taken.sync()
        assert await client.order(Set("stop_key", "F8")) == ""
        await until(lambda: any(isinstance(event, Failed) and event.why.startswith("F8 is taken by another program: ") for event in chronicle.events))
        assert await client.order(Set("stop_key", "F9")) == ""
        heard = sum(isinstance(event, Heard) for event in chronicle.events)
        await until(lambda: refused(taken, "F9"))
        strike(desk, "Pause")
        strike(desk, "F9")
        await until(lambda: sum(isinstance(event, Heard) for event in chronicle.events) == heard + 1)

        assert await client.order(Set("listen", "key")) == ""
        await until(lambda: any(isinstance(event, Heeding) and event.cue == "hold Scroll Lock" and not event.on for event in chronicle.events))
