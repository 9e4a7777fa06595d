"""When Sayso listens, and the keys for it: tells the ears and the faces, follows the keys, and takes on what is set anew."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing

from agent.display import x11
from agent.display.hotkeys import Hotkeys, Key, Unheard
from agent.hands.stopline import StopLine
from shell import event
from shell.config import Config
from shell.session import Session
from shell.voice import Voice

WINDOW_S = 8.0
"""Seconds after the wake word in which a sentence may begin."""


def cue(config: Config) -> str:
    """What the user does before speaking; empty where everything is taken."""
    match config.listen:
        case "wake word":
            return "say “computer”"
        case "key":
            return f"hold {config.hold_key.replace('_', ' ')}"
        case _:
            return ""


class Modes:
    """Keeps the ears in the mode that is set; the hold key talks, the stop key stops."""

    def __init__(self, session: Session, voice: Voice, line: StopLine, display: str, config: Config) -> None:
        self._session = session
        self._voice = voice
        self._line = line
        self._display = display
        self._config = config
        self._changed = asyncio.Event()

    def adopt(self, config: Config) -> None:
        """Go by this configuration from now on."""
        self._config = config
        self._changed.set()

    async def run(self, stop: Callable[[], Awaitable[None]]) -> None:
        """Until cancelled. stop: stops everything; it is called for every press of the stop key."""
        while True:
            self._changed.clear()
            config = self._config
            self._publish(event.Heeding(self._session.state.turn, time.monotonic(), config.listen == "always", cue(config)))
            async with asyncio.TaskGroup() as group:
                # The ears may hang: the keys are followed all the same.
                tasks = [group.create_task(self._voice.attend(config.listen, WINDOW_S)), group.create_task(self._follow(config, stop))]
                await self._changed.wait()
                for task in tasks:
                    task.cancel()

    async def _follow(self, config: Config, stop: Callable[[], Awaitable[None]]) -> None:
        try:
            hotkeys = Hotkeys(self._display, {"hold": config.hold_key, "stop": config.stop_key})
        except x11.Failure:
            return  # a session without a display has no keys either
        held = False
        try:
            async with aclosing(hotkeys.told()) as told:
                async for happened in told:
                    match happened:
                        case Key(name="hold", down=held):
                            self._talk(held)
                        case Key(name="stop", down=True):
                            await stop()
                        case Unheard(name=name, why=why):
                            self._publish(
                                event.Failed(self._session.state.turn, time.monotonic(), f"{why}: choose another {name}_key; see `sayso ui`")
                            )
                        case _:
                            pass
        finally:
            if held:
                self._talk(False)

    def _talk(self, down: bool) -> None:
        """While the key is held, the keyboard is the user's: what the hands typed would go nowhere."""
        self._line.rest(down)
        self._voice.hold(down)

    def _publish(self, happened: event.Heeding | event.Failed) -> None:
        self._session.publish(happened)
