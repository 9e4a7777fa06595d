"""Takes the pictures of the terminal UI for the docs: `python -m shell.demo.pictures [FOLDER]`; needs no display and no sound."""

import asyncio
import itertools
import os
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Generator, Iterable, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from shell.control import serving
from shell.demo.specimen import DAY, Specimen
from shell.event import (
    Acted,
    Acting,
    Answered,
    Asked,
    Attention,
    Device,
    Ended,
    Event,
    Heard,
    Level,
    Listening,
    Partial,
    Planned,
    Quiet,
    Said,
    Understood,
)
from shell.session import Session
from shell.ui.app import ShellApp

SIZES = ((80, 24), (120, 40), (320, 90))
"""Columns and rows: the smallest, a window, a 4K screen."""
LOOKS: dict[str, tuple[str, ...]] = {"dark": (), "light": ("light",), "dark-contrast": ("contrast",), "big": ("larger",)}
"""Name → the words that make the look."""
SETTLE_S = 10.0
"""Seconds a picture may take until it stands still."""


def _slot(value: str, source: str) -> dict[str, str]:
    return {"value": value, "shown": value, "source": source}


OPENED: tuple[Event, ...] = (
    Listening(0, 1.0), Device(0, 1.0, "microphone", "ok", "USB microphone"),
    Heard(1, 2.0, "open the calculator"), Understood(1, 2.1, "apps.open", {"app": _slot("Calculator", "speech")}),
    Planned(1, 2.1, ("launch Calculator",)), Acting(1, 2.2, 1, "launch Calculator"),
    Acted(1, 3.0, 1, "launch Calculator", {}, "confirmed", "a window of Calculator is new"),
    Ended(1, 3.0, "done", "Opened Calculator."), Said(1, 3.1, "Opened Calculator."), Quiet(1, 4.0),
    Heard(2, 6.0, "twelve times eight"), Understood(2, 6.1, "screen.type", {"text": _slot("12*8=", "speech")}),
    Planned(2, 6.1, ("type 12*8= into Calculator",)), Acting(2, 6.2, 1, "type 12*8= into Calculator"),
    Acted(2, 6.9, 1, "type 12*8= into Calculator", {}, "confirmed", "the display changed", "96"),
    Ended(2, 7.0, "done", "It reads 96."), Said(2, 7.1, "It reads 96."), Quiet(2, 8.0),
    Heard(3, 9.0, "close the notes"), Understood(3, 9.1, "apps.close", {"window": _slot("Notes", "screen")}),
    Planned(3, 9.1, ("close Notes",)), Acting(3, 9.2, 1, "close Notes"),
    Acted(3, 9.9, 1, "close Notes", {}, "no_effect", "a dialog is in front: save changes?"),
    Ended(3, 9.9, "not_done", "Notes asks whether to save the changes. Say click Save, or click Discard."),
    Level(3, 10.0, 0.62, 0.9), Partial(3, 10.1, "make a folder called holi"),
)  # fmt: skip
PLANNED: tuple[Event, ...] = (
    Heard(4, 12.0, "pay Anna Berger nine hundred pounds for the rent"),
    Understood(4, 12.1, "payments.transfer", {
        "payee": _slot("Anna Berger", "contacts"), "account": _slot("GB29 NWBK 6016 1331 9268 19", "contacts"),
        "amount": _slot("£900.00", "speech"), "reference": _slot("rent", "speech"), "from": _slot("Current account", "policy"),
    }),
    Planned(4, 12.2, (
        "open the payments page of Bank of Anywhere", "type Anna Berger into Payee", "type 900.00 into Amount", "type rent into Reference",
        "pay £900.00 to Anna Berger",
    ), "challenge", ("money_out", "payments.limit")),
    Acting(4, 12.3, 1, "open the payments page of Bank of Anywhere"),
    Acted(4, 13.0, 1, "open the payments page of Bank of Anywhere", {}, "confirmed", "the page “New payment” is in front"),
    Acting(4, 13.1, 2, "type Anna Berger into Payee"),
    Acted(4, 13.4, 2, "type Anna Berger into Payee", {}, "confirmed", "the field holds it", "Anna Berger"),
    Acting(4, 13.5, 3, "type 900.00 into Amount"),
)  # fmt: skip
REVIEWED: tuple[Event, ...] = (
    Acted(4, 13.9, 3, "type 900.00 into Amount", {}, "confirmed", "the field holds it", "900.00"),
    Acting(4, 14.0, 4, "type rent into Reference"),
    Acted(4, 14.2, 4, "type rent into Reference", {}, "confirmed", "the field holds it", "rent"),
)  # fmt: skip
CHALLENGE = Asked(4, 15.0, "challenge", "Pay £900.00 to Anna Berger, GB29 NWBK 6016 1331 9268 19, from Current account, reference “rent”.", "4815")
PAID: tuple[Event, ...] = (
    Answered(4, 19.0, True, "voice", "confirm ••••"),
    Acting(4, 19.2, 5, "pay £900.00 to Anna Berger"),
)
YES = Asked(4, 12.3, "yes", "Delete old notes.txt for good. This cannot be undone. Shall I?")
CHOICE = Asked(4, 12.3, "choice", "Which microphone shall I use?", choices=("USB microphone", "Built-in audio", "Headset of Anna"))


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: what happened before it, and the keys pressed then."""

    name: str
    events: tuple[Event, ...] = OPENED
    keys: tuple[str, ...] = ()


SCENES = (
    Scene("home"),
    Scene("plan", OPENED + PLANNED, ("f3",)),
    Scene("yes", (*OPENED, Heard(4, 12.0, "delete old notes for good"), YES)),
    Scene("challenge", (*OPENED, *PLANNED, *REVIEWED, CHALLENGE)),
    Scene("asleep", (*OPENED, Attention(3, 10.5, asleep=True))),
    Scene("choice", (*OPENED, CHOICE)),
    Scene("paid", (*OPENED, *PLANNED, *REVIEWED, CHALLENGE, *PAID), ("f3",)),
    Scene("history", keys=("f4",)),
    Scene("policies", keys=("f5",)),
    Scene("settings", keys=("f6",)),
    Scene("doctor", keys=("f7", "s")),
    Scene("help", keys=("f1",)),
    Scene("palette", keys=("ctrl+p",)),
)  # fmt: skip


@asynccontextmanager
async def shown(size: tuple[int, int], words: Sequence[str], scene: Scene) -> AsyncGenerator["Pilot[None]"]:
    """The app in a terminal of that size, after the scene's events and keys."""
    session = Session()
    with tempfile.TemporaryDirectory(prefix="sayso-pictures-") as folder:
        socket = Path(folder) / "private.sock"
        async with serving(socket, session, Specimen()):
            app = ShellApp(socket, waits=True, clock=lambda: time.gmtime(DAY))
            async with app.run_test(size=size, notifications=True) as pilot:
                await settled(pilot)
                for word in (*words, "still"):
                    app.action_look(word)
                    await pilot.pause()
                for event in scene.events:
                    session.publish(event)
                await settled(pilot)
                for key in scene.keys:
                    await pilot.press(key)
                    await settled(pilot)
                yield pilot
                app.exit()


async def settled(pilot: "Pilot[None]") -> None:
    """Let everything that was begun be painted: until two paints in a row are the same."""
    async with asyncio.timeout(SETTLE_S):
        before, same = "", 0
        while same < 2:
            await asyncio.sleep(0.01)
            await pilot.pause()
            now = pilot.app.export_screenshot()
            before, same = now, same + 1 if now == before else 0


async def take(folder: Path, sizes: Iterable[tuple[int, int]] = SIZES, looks: Iterable[str] = LOOKS, scenes: Iterable[Scene] = SCENES) -> list[Path]:
    """Take every picture; returns the files, named by scene, look and size."""
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    with elsewhere():
        for size, look, scene in itertools.product(sizes, looks, scenes):
            async with shown(size, LOOKS[look], scene) as pilot:
                file = folder / f"{scene.name}-{look}-{size[0]}x{size[1]}.svg"
                file.write_text(pilot.app.export_screenshot(title="Sayso"), encoding="utf-8")
                files.append(file)
    return files


@contextmanager
def elsewhere() -> Generator[None]:
    """Nothing of this machine gets into the pictures: another home, universal time."""
    before = dict(os.environ)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        os.environ.pop(name, None)
    os.environ.update(HOME="/home/you", TZ="UTC")
    time.tzset()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        time.tzset()


if __name__ == "__main__":
    for taken in asyncio.run(take(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures"))):
        print(taken)
