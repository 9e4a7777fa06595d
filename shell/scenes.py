"""Gathers what can be named right now: apps, files and what is on the screen; made ready while the user still speaks."""

import asyncio
import os
import time
from collections.abc import Callable, Iterator

from agent.disk import protected
from agent.display.eyes import Eyes
from agent.scene import App, Entry, Scene

DEPTH = 4
"""How many folders below the home folder a file may lie to be named."""
CAP = 4000
"""Most files and folders that can be named at once."""
FRESH_S = 20.0
"""Seconds for which apps and files gathered ahead are used as they are."""
APPS_S = 30.0
"""Seconds after which the installed programs are read again."""


class Scenes:
    """Makes scenes of one desk."""

    def __init__(self, home: str, eyes: Eyes, installed: Callable[[], tuple[App, ...]]) -> None:
        self._home = home
        self._eyes = eyes
        self._installed = installed
        self._apps: tuple[App, ...] = ()
        self._apps_at = -APPS_S
        self._files: tuple[Entry, ...] = ()
        self._files_at = -FRESH_S
        self.last = Scene(home=home)
        """The scene made last."""

    async def prepare(self) -> None:
        """Gather what does not change while a sentence is said: apps and files."""
        await asyncio.to_thread(self._gather)

    async def now(self) -> Scene:
        """The scene at this moment."""
        if time.monotonic() - self._files_at > FRESH_S:
            await self.prepare()
        return await self._look()

    async def glance(self) -> Scene:
        """The screen at this moment, with the apps and files as they were gathered last: quick, for a face that asks often."""
        if self._files_at < 0:
            await self.prepare()
        return await self._look()

    async def _look(self) -> Scene:
        self.last = Scene(self._apps, self._files, self._home, await self._eyes.look())
        return self.last

    def _gather(self) -> None:
        if time.monotonic() - self._apps_at > APPS_S:
            self._apps, self._apps_at = self._installed(), time.monotonic()
        self._files, self._files_at = tuple(files_below(self._home)), time.monotonic()


def files_below(home: str) -> Iterator[Entry]:
    """Files and folders that can be named, nearest first; hidden and protected ones left out."""
    level, count, deadline = [home], 0, time.monotonic() + 0.5
    for _ in range(DEPTH):
        below: list[str] = []
        for folder in level:
            for entry in _listed(folder):
                if entry.name.startswith(".") or not _sayable(entry.name) or protected(entry.path, home):
                    continue
                is_folder = entry.is_dir(follow_symlinks=False)
                yield Entry(entry.path, entry.name, is_folder)
                count += 1
                if count >= CAP or time.monotonic() > deadline:
                    return
                if is_folder:
                    below.append(entry.path)
        level = below


def _sayable(name: str) -> bool:
    """Whether a file's name is text at all: any bytes may be one, and nothing that carries text takes those."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _listed(folder: str) -> "list[os.DirEntry[str]]":
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name.lower())
    except OSError:
        return []
