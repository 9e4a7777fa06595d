"""Records the session that the docs show: `python -m shell.demo.recording [FOLDER] [SCRIPT]`; needs no display and no microphone.

It leaves session.webp, a film with the words under it, and session.txt, the same as text, the same every time.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from mss import MSS

from agent.action import Launch
from agent.display.desk import Desk
from agent.display.screen import Picture
from agent.display.windows import Windows
from agent.hands.launcher import Launcher
from agent.sandbox.desk import virtual_desk
from agent.sandbox.sound import play
from shell import paths, script
from shell.chronicle import Chronicle
from shell.client import connected
from shell.demo.film import Caption, Film
from shell.demo.scratch import furnish
from shell.demo.told import caption_after, told
from shell.errors import ShellError
from shell.event import Event, Listening
from shell.install.plan import command
from shell.mouth import Mouth
from shell.performance import Performance
from shell.stage import staged
from shell.summary import Result
from speech import models

SCRIPT = Path(__file__).with_name("session.toml")
"""What is said."""
TAKES = 3
"""The voice that speaks the script is never twice the same, and now and then a word of it is misheard."""
FRAME_S = 0.25
"""Seconds between two pictures at most."""
READY_S = 30.0
"""Seconds the terminal gets to appear, and the daemon to listen."""
TERMINAL = ("xterm", "-class", "SaysoTerminal", "-T", "Sayso", "-fa", "Monospace", "-fs", "10", "-geometry", "100x44+8+30", "-bg", "black", "-e")
"""A terminal on the left, with room for a program on its right."""


@dataclass
class Camera:
    """Takes a picture whenever something happened, and now and then."""

    desk: Desk
    film: Film = field(default_factory=Film)
    caption: Caption = field(default_factory=Caption)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def happened(self, event: Event) -> None:
        """Something to be seen may have changed."""
        self.caption = caption_after(self.caption, event)
        self.news.set()

    async def run(self) -> None:
        """Go on until cancelled. The whole screen is taken, with Sayso's own indicator on it: this is for people."""
        screen = MSS(display=self.desk.display)
        try:
            while True:
                shot = screen.grab(screen.monitors[0])
                self.film.add(time.monotonic(), Picture(shot.rgb, shot.width, shot.height), self.caption)
                self.news.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(FRAME_S):
                        await self.news.wait()
        finally:
            screen.close()


async def recorded(folder: Path, spoken: Path) -> list[Result]:
    """Play a script on a virtual desk and write the film and the text into the folder; returns what came of each sentence."""
    lines = script.read(spoken)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sayso-recording-") as home:
        furnish(Path(home), payments=True)
        async with _desk(Path(home)) as desk:
            camera, chronicle = Camera(desk), Chronicle()
            results = await _played(lines, desk, camera, chronicle)
    camera.film.save(folder / "session.webp")
    (folder / "session.txt").write_text("\n".join(told(chronicle.events)) + "\n", encoding="utf-8")
    return results


@asynccontextmanager
async def _desk(home: Path) -> AsyncGenerator[Desk]:
    """A virtual desk with Sayso's face on it; the daemon brings its indicator along."""
    async with AsyncExitStack() as closing:
        desk = await closing.enter_async_context(virtual_desk(home, True, {**os.environ, "SAYSO_MODELS": str(models.root())}, lambda _: None))
        face = (*TERMINAL, "env", "COLORTERM=truecolor", *command(), "ui")
        await Launcher(desk).perform(Launch("sayso", "the terminal UI", face, "SaysoTerminal"))
        await _appeared(desk, "Sayso")
        yield desk


async def _appeared(desk: Desk, title: str) -> None:
    """Wait until a window of that title is there. Raises ShellError when it does not come."""
    windows, moved = Windows(desk.display), asyncio.Event()
    windows.watch(moved.set)
    try:
        async with asyncio.timeout(READY_S):
            while not any(window.title.startswith(title) for window in windows.listed()):
                moved.clear()
                await moved.wait()
    except TimeoutError:
        raise ShellError("the terminal UI did not appear: sudo apt-get install xterm") from None
    finally:
        windows.close()


async def _played(lines: Sequence[script.Line], desk: Desk, camera: Camera, chronicle: Chronicle) -> list[Result]:
    async def filmed() -> None:
        """From the first speech on, until cancelled."""
        if await chronicle.until(lambda: any(isinstance(event, Listening) and event.speech for event in chronicle.events), READY_S):
            await camera.run()

    with tempfile.TemporaryDirectory(prefix="sayso-lines-") as sounds:
        async with staged(desk, None, test=True) as stage, connected(paths.of(desk.environment).socket) as client, asyncio.TaskGroup() as group:
            tasks = [group.create_task(chronicle.follow(client.watch(), camera.happened)), group.create_task(filmed())]
            results = await Performance(chronicle, Mouth(Path(sounds)), lambda path: play(desk, path), stage.digits.last).run(lines, print)
            for task in tasks:
                task.cancel()
    return results


def main(arguments: Sequence[str]) -> int:
    """Record, again where a sentence was misheard; the exit code is 0 only if the last take was as the script expects."""
    folder, spoken = (*arguments, *("docs/pictures", str(SCRIPT))[len(arguments) :])
    for take in range(1, TAKES + 1):
        trouble = [f"“{result.line.say}”: {result.trouble}" for result in asyncio.run(recorded(Path(folder), Path(spoken))) if result.trouble]
        if not trouble:
            return 0
        print(f"take {take}: {'; '.join(trouble)}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
