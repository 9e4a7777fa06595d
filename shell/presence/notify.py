"""Notifications through the desktop's own service, org.freedesktop.Notifications; without one, nothing."""

import asyncio
import html
from collections.abc import Sequence
from typing import Any

from dbus_fast.signature import Variant

from agent.display.bus import Bus, BusError
from shell.presence.notice import QUESTION, Notice, Over

SERVICE, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
LIMIT_S = 2.0
"""Seconds the service gets to answer before others' turn comes."""
LATEST_S = 60.0
"""Seconds after which an answer is not waited for any more."""
WAITING = 20
"""Notices kept while it is slow; then the oldest goes."""


class Notifier:
    """Shows one notification a place; whoever tells it never waits."""

    def __init__(self, address: str) -> None:
        """address: of the session bus; empty: there is none."""
        self._address = address
        self._bus: Bus | None = None
        self._waiting: asyncio.Queue[Notice | Over] = asyncio.Queue(WAITING)
        self._shown: dict[str, int] = {}

    def tell(self, notice: Notice | Over) -> None:
        """Show or take away, in order and in its own time."""
        if self._waiting.full():
            self._waiting.get_nowait()
        self._waiting.put_nowait(notice)

    async def run(self) -> None:
        """Do what is told, until cancelled; a question that still shows is then taken away."""
        try:
            async with asyncio.TaskGroup() as group:
                while True:
                    match await self._waiting.get():
                        case Notice() as notice:
                            await asyncio.wait({group.create_task(self._show(notice))}, timeout=LIMIT_S)
                        case Over(place=place):
                            await self._close(self._shown.pop(place, 0))
        finally:
            await self._close(self._shown.pop(QUESTION, 0))
            if self._bus is not None:
                self._bus.close()

    async def _show(self, notice: Notice) -> None:
        before, began = self._shown.pop(notice.place, 0), asyncio.get_running_loop().time()
        hints = {"urgency": Variant("y", 2 if notice.urgent else 1), "transient": Variant("b", notice.urgent)}
        lasts_ms = 0 if notice.urgent else -1  # for ever, or as the service likes
        words = (notice.summary, html.escape(notice.body, quote=False))
        body: tuple[object, ...] = ("Sayso", before, "audio-input-microphone", *words, [], hints, lasts_ms)
        reply = await self._called("Notify", "susssasa{sv}i", body, LATEST_S)
        if not reply:
            return
        if asyncio.get_running_loop().time() - began > LIMIT_S:
            # Shown so late that nobody knows it any more: a question on it may be long answered.
            await self._close(reply[0])
        else:
            self._shown[notice.place] = reply[0]

    async def _close(self, number: int) -> None:
        if number:
            await self._called("CloseNotification", "u", (number,), LIMIT_S)

    async def _called(self, member: str, signature: str, body: Sequence[object], limit_s: float) -> tuple[Any, ...]:
        """The reply; empty when there was none in time, or it was an error, and where there is no bus or no service."""
        try:
            if self._bus is None or not self._bus.alive:
                self._bus = await Bus.connect(self._address, LIMIT_S)
            return await self._bus.call(SERVICE, PATH, SERVICE, member, signature, body, limit_s=limit_s)
        except BusError:
            return ()
