"""What the tests of the terminal UI stand on: a daemon's end behind a real private socket, to be closed and opened again, and the app on it."""

import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from shell.control import serving
from shell.demo.specimen import DAY, Specimen
from shell.event import Event, Listening
from shell.session import Session
from shell.ui.app import ShellApp
from shell.ui.look import THEMES
from tests.shell.stand import until


@dataclass
class House:
    """A daemon's end that a test drives."""

    path: Path
    service: Specimen = field(default_factory=Specimen)
    session: Session = field(default_factory=Session)
    _open: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def open(self, session: Session | None = None) -> None:
        """Serve; with a session: another daemon's."""
        self.session = session or self.session
        await self._open.enter_async_context(serving(self.path, self.session, self.service))

    async def close(self) -> None:
        """End, as a killed daemon does: its connections too."""
        await self._open.aclose()

    def tell(self, *events: Event) -> None:
        """Have it happen."""
        for event in events:
            self.session.publish(event)


@asynccontextmanager
async def house(folder: Path) -> AsyncGenerator[House]:
    """An open one that listens."""
    made = House(folder / "private.sock")
    made.tell(Listening(0, 0.0))
    await made.open()
    yield made
    await made.close()


@asynccontextmanager
async def living(at: House, size: tuple[int, int] = (80, 24), waits: bool = True) -> AsyncGenerator["Pilot[None]"]:
    """The app on it, connected."""
    app = ShellApp(at.path, waits=waits, clock=lambda: time.gmtime(DAY))
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(lambda: app.daemon.there)
        await pilot.pause()
        yield pilot
        app.exit()
        await until(lambda: not app.is_running)


class Stage(App[None]):
    """An app for one widget."""

    CSS_PATH = str(Path(__file__).parents[3] / "shell" / "ui" / "look.tcss")

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.got: list[object] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        yield self.widget


def text(pilot: "Pilot[None]", selector: str) -> str:
    """What a Static shows."""
    return str(pilot.app.screen_stack[0].query_one(selector, Static).render())


def painted(pilot: "Pilot[None]") -> str:
    """Everything on the screen, as text, row by row."""
    width, height = pilot.app.size
    rows = pilot.app.screen._compositor.render_strips()  # pyright: ignore[reportPrivateUsage]
    assert len(rows) == height
    return "\n".join(strip.text[:width] for strip in rows)
