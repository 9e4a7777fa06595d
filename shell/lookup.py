"""Answers a face that asks, and keeps what it sets: history, offers, policies, a try-out, settings, the doctor."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from agent.display.desk import Desk
from agent.scene import Scene
from shell import checkup, config, preferences
from shell.abilities import abilities
from shell.answers import Offered, Policies, Remembered, Settings, Tried
from shell.config import Config
from shell.errors import BadConfig, ShellError
from shell.event import Failed, Reloaded
from shell.facts import Known
from shell.offers import offered
from shell.paths import Paths
from shell.rehearsal import Mind, rehearse
from shell.rules import Rules
from shell.scenes import Scenes
from shell.session import Session
from shell.wire import Examine, Found, Looks, Offers, Recall, Reload, Set, ShowPolicies, ShowSettings, Try


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the answers come from."""

    rules: Rules
    scenes: Scenes
    known: Known
    recall: Callable[[str, int, int], Remembered]
    """The history's page for words, before and limit; may block, and raise ShellError."""
    desk: Desk
    place: Paths
    adopt: Callable[[Config], None] = lambda _: None
    """Goes by a configuration of which something was set that takes effect at once."""


class Lookup:
    """Implements shell.service.Lookup. It only reads: what takes longer than a moment is done in threads or processes of its own."""

    def __init__(self, session: Session, sources: Sources) -> None:
        self._session = session
        self._from = sources
        self._setting = asyncio.Lock()

    async def look(self, request: Looks) -> Found:
        """What it finds."""
        match request:
            case Offers():
                return await self._offers()
            case Recall(words=words, before=before, limit=limit):
                return await self._recall(words, before, limit)
            case ShowPolicies():
                return await self._policies()
            case Try(text=text):
                return await self._try(text)
            case ShowSettings():
                return await self._settings()
            case Examine(silent=silent):
                return await checkup.examined(self._from.desk.environment, silent)

    async def change(self, order: Reload | Set) -> str:
        """Do it; returns why not, empty when it was done."""
        if isinstance(order, Set):
            async with self._setting:
                file = self._from.place.config_file
                why = await asyncio.to_thread(preferences.write, file, order.key, order.value)
                if not why and order.key in preferences.AT_ONCE:
                    self._from.adopt(await asyncio.to_thread(config.load, file))
                return why
        why = await self._from.rules.reload(self._session)
        count = len(self._from.rules.force.policies.intents)
        self._session.publish(Reloaded(self._session.state.turn, time.monotonic(), count, why))
        return why

    async def _scene(self) -> Scene:
        """The scene now; while a turn runs the last one: another look would take from its loop the very changes it waits for."""
        return self._from.scenes.last if self._session.state.running else await self._from.scenes.glance()

    async def _offers(self) -> Offered:
        return await asyncio.to_thread(offered, await self._scene(), self._from.rules.force.matcher)

    async def _recall(self, words: str, before: int, limit: int) -> Remembered:
        try:
            return await asyncio.to_thread(self._from.recall, words, before, limit)
        except ShellError as trouble:
            self._session.publish(Failed(self._session.state.turn, time.monotonic(), str(trouble)))
            return Remembered()

    async def _policies(self) -> Policies:
        rules, scene, own = self._from.rules, await self._scene(), self._from.place.config / "policies"
        folders = await asyncio.to_thread(abilities, rules.force, scene, time.time(), own)
        return Policies(folders, await asyncio.to_thread(rules.mistake))

    async def _try(self, text: str) -> Tried:
        known, force, scene = self._from.known, self._from.rules.force, await self._scene()
        if not self._session.state.running:
            await known.refresh()
        mind = Mind(force.matcher, force.planner, force.judge)
        tried = await asyncio.to_thread(rehearse, text, scene, mind, lambda act: known.talk() if act is None else known.act(act, scene.seen))
        if tried.intent is None:
            return Tried(text, say=tried.say)
        slots = {name: slot.shown for name, slot in tried.intent.slots.items()}
        verdict = tried.verdict
        say = tried.say or (verdict.say if verdict is not None and not verdict.allowed else "")
        return Tried(text, tried.intent.name, slots, tried.steps, tried.consent, verdict.rules if verdict else (), tried.question, say)

    async def _settings(self) -> Settings:
        path = self._from.place.config_file
        found = await checkup.devices(self._from.desk.environment)
        try:
            in_file = await asyncio.to_thread(config.load, path)
        except BadConfig as mistake:
            self._session.publish(Failed(self._session.state.turn, time.monotonic(), str(mistake)))
            in_file = Config()
        return Settings(preferences.shown(in_file, found), str(path))
