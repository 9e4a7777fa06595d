"""Keeps what happened: events.jsonl (the trajectory) and a picture before and after every act."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from agent.action import Action, Ui, UiOp
from agent.display.screen import Picture
from agent.effect import Effect
from agent.observation import Observation
from shell.errors import ShellError
from shell.event import Acted, Acting, Event, masked
from shell.session import Session

_HEAVY = ("element", "window", "identity")


class Recorder:
    """Writes to one folder; pictures are encoded aside, so that no act waits for them."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._events = (folder / "events.jsonl").open("a", encoding="utf-8")
        except OSError as error:
            raise ShellError(f"--record: {folder} cannot be written: {error.strerror}") from error
        self._folder = folder
        self._encoder = ThreadPoolExecutor(1, "pictures")

    def event(self, event: Event) -> None:
        """Append one event, digits masked, with the wall-clock time."""
        line = {"time": time.time(), **msgspec.to_builtins(masked(event))}
        self._events.write(msgspec.json.encode(line).decode() + "\n")
        self._events.flush()

    def picture(self, name: str, picture: Picture) -> str:
        """Save a picture under a name in the folder; returns its file name."""
        self._encoder.submit(picture.save, self._folder / f"{name}.png")
        return f"{name}.png"

    def close(self) -> None:
        """Write what is still waiting."""
        self._encoder.shutdown()
        self._events.close()


class Witness:
    """Implements agent.loop.Watcher: tells the session what is done, with pictures when recording."""

    def __init__(self, session: Session, capture: Callable[[], Picture], recorder: Recorder | None) -> None:
        self._session = session
        self._capture = capture
        self._recorder = recorder

    async def acting(self, number: int, action: Action, before: Observation) -> None:
        """An act begins."""
        turn = self._session.state.turn
        picture = self._picture(f"{turn:03}-{number}-before", before)
        self._session.publish(Acting(turn, time.monotonic(), number, action.describe(), picture))

    async def acted(self, number: int, action: Action, effect: Effect, after: Observation, first_input_at: float) -> None:
        """An act was verified."""
        turn = self._session.state.turn
        picture = self._picture(f"{turn:03}-{number}-after", after)
        windows = tuple(window.title for window in after.windows)
        what, now = action.describe(), time.monotonic()
        self._session.publish(
            Acted(turn, now, number, what, plain(action), effect.kind, effect.evidence, effect.reads, first_input_at, picture, windows)
        )
        await asyncio.sleep(0)

    def _picture(self, name: str, seen: Observation) -> str:
        """Nothing is kept of the screen while a password field has the keyboard."""
        if self._recorder is None or any(element.secret and "focused" in element.states for element in seen.elements):
            return ""
        return self._recorder.picture(name, self._capture())


def plain(action: Action) -> dict[str, str]:
    """The act's kind and bound fields as text; what is typed into a password field is left out."""
    fields = {key: str(value) for key, value in msgspec.to_builtins(action).items() if value and key not in _HEAVY}
    if isinstance(action, Ui):
        if action.element is not None:
            fields |= {
                "element": action.element.name or action.element.role,
                "role": action.element.role,
                "box": str(msgspec.to_builtins(action.element.box)),
            }
            if action.op is UiOp.TYPE and action.element.secret:
                fields["text"] = "•"
        if action.window is not None:
            fields["window"] = action.window.title
    return {"kind": type(action).__name__.lower(), **fields}
