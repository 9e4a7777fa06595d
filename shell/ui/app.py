"""The terminal UI: one daemon's state, question, views, and a line to type in; everything it does goes through the private socket."""

import time
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from shell.errors import NotRunning
from shell.event import Reloaded, Show
from shell.ui.appearance import Appearance
from shell.ui.daemon import Connected, Daemon, Happening, Lost
from shell.ui.face import Face
from shell.ui.look import kept
from shell.ui.orders import carry_out
from shell.ui.palette import Functions, Sentences
from shell.ui.standing import LOST, Standing, after, standing
from shell.ui.statebar import Clock
from shell.ui.transcript import Transcript
from shell.ui.view import Do, Fill, Go, Wear
from shell.ui.views import VIEWS, Views
from shell.ui.wordline import WordLine


class ShellApp(App[None]):
    """Shows one daemon; `waits`: looks for it again when it is gone, else ends with it."""

    TITLE = "Sayso"
    CSS_PATH = "look.tcss"
    COMMANDS: ClassVar[set[type[Functions] | type[Sentences]]] = {Functions, Sentences}  # pyright: ignore[reportIncompatibleVariableOverride]
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(f"f{number}", f"show('{name}')") for number, name in enumerate(("help", *(name for name in VIEWS if name != "help")), 1)),
        Binding("escape", "order('stop')", "Stop"),
        Binding("ctrl+l", "order('listen')", "Sleep or wake up"),
        Binding("ctrl+o", "order('mute')", "Mute"),
        Binding("ctrl+r", "order('again')", "Do again"),
    ]

    def __init__(self, socket: Path, waits: bool = False, clock: Clock = time.localtime) -> None:
        super().__init__()
        self.daemon = Daemon(socket, self.post_message, lambda why: self.notify(why, severity="error", markup=False))
        self._waits = waits
        self._standing = Standing()
        self._met = False
        self._face = Face(self.daemon, clock, waits)
        self._appearance = Appearance(self, self._face, self.daemon)

    def get_default_screen(self) -> Screen[None]:
        """The face."""
        return self._face

    def on_ready(self) -> None:
        """Follow the daemon once there is something to show it on; a window of this name is never a target of the agent."""
        if self._driver is not None:
            self._driver.write("\x1b]2;Sayso\x07")
        self.run_worker(self.daemon.follow(once=not self._waits), group="daemon")

    def on_exit_app(self) -> None:
        """Nothing more is done for a screen that is taken down."""
        self.workers.cancel_all()

    @on(Connected)
    @on(Lost)
    async def joined(self, message: Connected | Lost) -> None:
        """The daemon is there: what was missed, an open question, the kept look. Or it is gone: say so, or end."""
        there = isinstance(message, Connected)
        self._standing = standing(message.now) if there else Standing(LOST)
        self._face.stands(self._standing)
        if there:
            self._met = True
            await self._face.rejoin(message.now)
            self.run_worker(self._appearance.recall(), group="look")
        elif not self._waits:
            self.exit(message="Sayso ended." if self._met else str(NotRunning()))

    async def on_happening(self, message: Happening) -> None:
        """Show what happened; do what the user said about this screen."""
        event = message.event
        before, self._standing = self._standing, after(self._standing, event)
        if self._standing != before:
            self._face.stands(self._standing)
        await self._face.happened(event)
        match event:
            case Show(view="look", text=text):
                self.action_look(text)
            case Show(view="choose", text=text):
                if (picked := self._face.query_one(Views).view.numbered(int(text))) is not None:
                    self.post_message(picked)
            case Show(view=view, text=text) if view in VIEWS:
                await self.action_show(view, text)
            case Show(view=where):
                self._face.query_one(Views).view.turn(where)
            case Reloaded(why=why, intents=intents):
                self.notify(why or f"Policies read again: {intents} intents.", severity="error" if why else "information", markup=False)
            case _:
                pass

    @on(Go)
    @on(Do)
    @on(Fill)
    @on(Wear)
    @on(WordLine.Typed)
    async def wanted(self, message: Go | Do | Fill | Wear | WordLine.Typed) -> None:
        """What a view or the line to type in wants done."""
        match message:
            case Go(view=view, text=text):
                await self.action_show(view, text)
            case Fill(text=text):
                self._face.query_one(WordLine).offer(text)
            case Do(text=text):
                self.run_worker(self.daemon.say(text), group="said")
            case Wear(settings=settings):
                self._appearance.wear(kept(settings))
            case WordLine.Typed(text=text, asked=asked):
                picked = self._face.query_one(Views).view.numbered(int(text)) if text.isdecimal() and not asked else None
                if picked is not None:
                    self.post_message(picked)
                else:
                    self.run_worker(_sent(message, self.daemon, self._face.query_one(WordLine)), group="said")

    async def action_show(self, name: str, text: str = "") -> None:
        """Show a view."""
        await self._face.show(name, text)

    def action_look(self, word: str) -> None:
        """Change the look by a word: "light", "larger" …"""
        self.run_worker(self._appearance.change(word), group="look")

    async def action_order(self, name: str) -> None:
        """Do one of the orders of the keys and the palette."""
        last = self._face.query_one(Transcript).last.heard

        async def order() -> None:
            """In a worker, so that keys are taken meanwhile."""
            if told := await carry_out(name, self.daemon, self._standing, last):
                self.notify(told)

        self.run_worker(order(), group="order")


async def _sent(typed: WordLine.Typed, daemon: Daemon, line: WordLine) -> None:
    """Send words as a sentence or as the answer; what was not taken stands in the line again."""
    if not await (daemon.answer(typed.text) if typed.asked else daemon.say(typed.text)):
        line.put_back(typed)
