"""Joins it all: follows the daemon, shows what is to be seen, and has notifications sent."""

import asyncio
import os
import signal
from collections.abc import Callable, Mapping

from agent.display import x11
from agent.display.desk import Desk
from shell import paths
from shell.event import Event
from shell.presence.caption import Shown, after, faded
from shell.presence.errors import Taken
from shell.presence.follow import follow
from shell.presence.glass import Glass
from shell.presence.lock import watch_lock
from shell.presence.notice import notices
from shell.presence.notify import Notifier
from shell.wire import Now

LINGER_S = 4.0
"""Seconds that a caption stays at least once its turn is over."""
READ_S = 0.06
"""Seconds more for each of its characters."""
LONGEST_S = 20.0


class Presence:
    """What is shown now, and until when."""

    def __init__(self, glass: Glass, notifier: Notifier, ended: asyncio.Event) -> None:
        """ended: set when another program takes the indicator's place, or the display is gone."""
        self._glass = glass
        self._notifier = notifier
        self._ended = ended
        self._shown = Shown()
        self._fading: asyncio.TimerHandle | None = None
        self.trouble = ""
        """Why it ended by itself; empty when the display is gone, as it is at the end of every session."""

    def open(self) -> None:
        """Show that no daemon is known yet, and listen to the display."""
        self._glass.show(self._shown)
        asyncio.get_running_loop().add_reader(self._glass.descriptor, self.heed)

    def told(self, happened: Now | Event | None) -> None:
        """Something happened; None: the daemon is gone."""
        for notice in notices(happened):
            self._notifier.tell(notice)
        self._show(after(self._shown, happened))

    def locked(self, locked: bool) -> None:
        """The screen was locked or unlocked."""
        self._on_display(lambda: self._glass.darken(locked))

    def heed(self) -> None:
        """The display told something."""
        self._on_display(lambda: None)

    def close(self) -> None:
        """Stop listening to the display and take everything off it."""
        asyncio.get_running_loop().remove_reader(self._glass.descriptor)
        if self._fading is not None:
            self._fading.cancel()
        self._glass.close()

    def _show(self, shown: Shown) -> None:
        before, self._shown = self._shown, shown
        if self._fading is not None:
            self._fading.cancel()
        if not shown.lasting:
            self._fading = asyncio.get_running_loop().call_later(linger_s(shown), self._fade)
        if _visible(before) == _visible(shown):
            return
        self._on_display(lambda: self._glass.show(shown))

    def _on_display(self, change: Callable[[], None]) -> None:
        try:
            change()
            # Also after a change of ours: what came while the server answered wakes nobody.
            if not self._glass.heed():
                self.trouble = "another program shows an indicator now, so this one ended"
                self._ended.set()
        except x11.Failure:
            self._ended.set()

    def _fade(self) -> None:
        self._show(faded(self._shown))


def linger_s(shown: Shown) -> float:
    """Seconds that a caption stays: as long as it takes to read."""
    return min(LONGEST_S, LINGER_S + READ_S * sum(map(len, shown.lines)))


def _visible(shown: Shown) -> tuple[object, ...]:
    return shown.mode, shown.word, shown.lines, shown.box, shown.passing


async def present(environ: Mapping[str, str]) -> None:
    """Show the indicator on the desk of this environment until SIGTERM or SIGINT, or until its display is gone. Raises Taken, Unshowable."""
    desk, ended = Desk.from_environment(environ), asyncio.Event()
    glass = Glass(desk.display, environ)
    notifier = Notifier(desk.environment.get("DBUS_SESSION_BUS_ADDRESS", ""))
    presence = Presence(glass, notifier, ended)
    presence.open()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    try:
        async with asyncio.TaskGroup() as group:
            parts = (follow(paths.of(environ).socket, presence.told), notifier.run(), watch_lock(desk, presence.locked))
            tasks = [group.create_task(part) for part in parts]
            await ended.wait()
            for task in tasks:
                task.cancel()
    finally:
        presence.close()
    if presence.trouble:
        raise Taken(presence.trouble)


def run() -> None:
    """Run it in this process's environment."""
    asyncio.run(present(os.environ))
