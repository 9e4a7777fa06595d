"""What the tests of the views stand on: a daemon's end with a past, policies and settings, behind a real private socket."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from shell.answers import (
    Check,
    Examined,
    FolderShown,
    Offered,
    Policies,
    Remembered,
    Row,
    Sentences,
    Setting,
    Settings,
    Tried,
)  # fmt: skip
from shell.control import serving
from shell.session import Session
from shell.ui.daemon import Daemon
from shell.ui.look import THEMES
from shell.ui.view import View
from shell.wire import Chosen, Examine, Found, Looks, Order, Recall, Set, ShowPolicies, ShowSettings, Try
from tests.shell.stand import until

NOON = 1_795_521_600.0
"""24 November 2026, 12:00 UTC."""
SAID = (
    ("open the calculator", "done", "Opened Calculator."),
    ("delete my taxes for good", "refused", "I may not do that: the folder is protected."),
    ("pay the rent", "unknown", "I pressed Pay, but the page did not say whether it was paid. Look before you pay again."),
    ("rename holiday photos to summer in Portugal", "not_done", "There is no file called holiday photos."),
    ("type thank you for your letter", "stopped", "Stopped."),
    ("log in with the password ••••••", "done", "Logged in."),
    ("send the letter to Ann and print it", "partly", "I sent it, but the printer does not answer."),
)


def row(number: int) -> Row:
    """A turn of the past."""
    said, outcome, say = SAID[number % len(SAID)]
    steps = (f"{said}: confirmed; the window “{said[:20]}” appeared", "wait for the page: confirmed; its title is there")
    return Row(number, NOON - (10_000 - number) * 900.0, said, "voice" if number % 3 else "typed", "apps.open", outcome, say, steps)


POLICIES = Policies(
    (
        FolderShown(
            "apps",
            "built in",
            "/usr/share/sayso/policies/apps",
            (
                Sentences("apps.open", ("(open|launch|start) [the|my] {app}", "i need [the|my] {app}"), ("open {app}", "start the {app}")),
                Sentences("apps.close", ("(close|quit) [the|my] {window}",), ("close {window}",)),
            ),
        ),
        FolderShown(
            "files",
            "built in",
            "/usr/share/sayso/policies/files",
            (
                Sentences("files.delete", ("(delete|erase) [the|my] {file} for good",), ("delete {file} for good",), ("irreversible",), "yes"),
                Sentences("files.config", ("edit the configuration",), ("edit the configuration",), ("protected",), "refused"),
            ),
        ),
        FolderShown(
            "payments",
            "yours",
            "/home/ann/.config/sayso/policies/payments",
            (Sentences("payments.rent", ("pay the rent",), ("pay the rent",), ("money_out",), "challenge"),),
        ),
    )
)
TRIED = Tried(
    "pay the rent", "payments.rent", {"amount": "900.00 GBP", "payee": "Smith Lettings"}, ("open the bank", "fill in the payment", "press Pay"),
    "challenge", ("payments/rent",), "The rent is nine hundred pounds. Say confirm and the digits on the screen.", "Paid the rent.",
)  # fmt: skip
SETTINGS = Settings(
    (
        Setting("model", "base", "The recogniser: base understands most voices well, tiny.en is twice as fast", ("base", "tiny.en"), restart=True),
        Setting("endpoint_ms", "400", "Silence that ends a command, in milliseconds", low=250, high=1500),
        Setting("microphone", "", "Name of the input device; empty: the desktop's default"),
        Setting("answer_s", "10", "Seconds a question waits for its answer; silence is no", low=5, high=30),
        Setting("ui.theme", "dark", "Light letters on dark, or dark on light", ("dark", "light")),
        Setting("ui.contrast", "false", "Black and white only, with borders", ("false", "true")),
        Setting("ui.big", "false", "Larger letters and fewer lines", ("false", "true")),
        Setting("ui.still", "false", "Nothing moves by itself", ("false", "true")),
    ),
    "/home/ann/.config/sayso/config.toml",
)
EXAMINED = Examined(
    (
        Check("models", "ok", "base and en_US-joe-medium are here and whole", ms=310),
        Check("voice and ears", "ok", "said “open the calculator” and heard it", ms=1840),
        Check(
            "microphone",
            "fail",
            "no input device answers",
            "connect one and start PulseAudio; without one, `sayso run` makes a virtual one",
        ),
        Check("speaker", "note", "very quiet: 12 % of full loudness", "turn it up"),
    )
)


@dataclass
class Past:
    """A service that remembers many turns and writes down what it is told."""

    path: Path
    session: Session = field(default_factory=Session)
    rows: list[Row] = field(default_factory=list[Row])
    """Newest first."""
    told: list[str] = field(default_factory=list[str])
    policies: Policies = POLICIES
    settings: Settings = SETTINGS
    refusal: str = ""
    """Why orders are not done."""
    recalls: int = 0
    """How often the history was asked for."""

    async def said(self, text: str) -> int:
        self.told.append(f"say {text}")
        return 1

    def answered(self, text: str, by: str = "ui") -> bool:
        self.told.append(f"answer {text}")
        return False

    async def stopped(self, everything: bool) -> None:
        self.told.append("stop")

    async def ordered(self, order: Order) -> str:
        self.told.append(f"set {order.key} {order.value}" if isinstance(order, Set) else type(order).__name__.lower())
        if isinstance(order, Set) and not self.refusal:
            kept = tuple(msgspec.structs.replace(one, value=order.value) if one.key == order.key else one for one in self.settings.settings)
            self.settings = Settings(kept, self.settings.path)
        return self.refusal

    async def inquired(self, question: str, choices: tuple[str, ...]) -> Chosen:
        return Chosen()

    async def looked(self, request: Looks) -> Found:
        match request:
            case Recall(words=words, before=before, limit=limit):
                self.recalls += 1
                found = [one for one in self.rows if all(word.lower() in f"{one.said} {one.say}".lower() for word in words.split())]
                return Remembered(tuple(one for one in found if not before or one.number < before)[:limit], len(found))
            case ShowPolicies():
                return self.policies
            case Try(text=text):
                self.told.append(f"try {text}")
                return TRIED if text == TRIED.said else Tried(text, say="I did not understand that. Say “what can I say”.")
            case ShowSettings():
                return self.settings
            case Examine(silent=silent):
                self.told.append("examine silently" if silent else "examine")
                return EXAMINED
            case _:
                return Offered()


class Frame(App[None]):
    """One view and nothing else."""

    def __init__(self, socket: Path, view: type[View]) -> None:
        super().__init__()
        self.following = Daemon(socket, lambda message: None, lambda why: self.notify(why))
        self._view = view
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        yield self._view(self.following)

    @property
    def view(self) -> View:
        return self.query_one(View)


@asynccontextmanager
async def framed(past: Past, view: type[View], size: tuple[int, int] = (120, 40), text: str = "") -> AsyncGenerator[Pilot[None]]:
    """The view on a screen, shown once."""
    async with serving(past.path, past.session, past), Frame(past.path, view).run_test(size=size, notifications=True) as pilot:
        await pilot.app.query_one(View).shown(text)
        await pilot.pause()
        yield pilot


def screen(pilot: Pilot[None]) -> str:
    """All letters on the screen, line by line."""
    lines = pilot.app.screen._compositor.render_strips()  # pyright: ignore[reportPrivateUsage]
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)


async def reads(pilot: Pilot[None], *texts: str) -> None:
    """Wait until all of these stand on the screen."""
    await until(lambda: all(text in screen(pilot) for text in texts))


def outside(pilot: Pilot[None]) -> list[str]:
    """Widgets in sight whose box leaves the screen, or their own view."""
    whole = pilot.app.screen.region
    shown = [widget for widget in pilot.app.screen.query("*") if widget.display and widget.is_on_screen and widget.region.area]
    scrolled = {id(one) for widget in shown if widget.is_scrollable and not isinstance(widget, View) for one in widget.query("*")}
    return [repr(widget) for widget in shown if id(widget) not in scrolled and widget.region not in whole]
