"""A small notification service for the tests, on a real bus."""

# ruff: noqa: F722, F821 (D-Bus signatures as annotations)

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from dbus_fast.aio.message_bus import MessageBus
from dbus_fast.service import ServiceInterface, method

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"


@dataclass(frozen=True)
class Shown:
    """One notification as it was sent."""

    number: int
    replaces: int
    summary: str
    body: str
    urgency: int
    lasts_ms: int


@dataclass
class Notifications:
    """What the service got."""

    shown: list[Shown] = field(default_factory=list[Shown])
    closed: list[int] = field(default_factory=list[int])
    free: asyncio.Event = field(default_factory=asyncio.Event)
    """Cleared: it hangs at Notify."""

    @property
    def open(self) -> list[Shown]:
        """What is on the screen."""
        return [one for one in self.shown if one.number not in self.closed and not any(other.replaces == one.number for other in self.shown)]


class _Service(ServiceInterface):
    def __init__(self, got: Notifications) -> None:
        super().__init__(NAME)
        self._got = got

    @method()
    async def Notify(
        self,
        app: "s",
        replaces: "u",
        icon: "s",
        summary: "s",
        body: "s",
        actions: "as",
        hints: "a{sv}",
        lasts: "i",
    ) -> "u":
        number = replaces or len(self._got.shown) + 1
        await self._got.free.wait()
        assert isinstance(hints, Mapping)
        self._got.shown.append(Shown(number, replaces, summary, body, hints["urgency"].value, lasts))
        return number

    @method()
    def CloseNotification(self, number: "u") -> None:
        self._got.closed.append(number)


@asynccontextmanager
async def notifications(address: str) -> AsyncIterator[Notifications]:
    """The service on a bus, until the block ends."""
    bus, got = await MessageBus(bus_address=address).connect(), Notifications()
    got.free.set()
    bus.export(PATH, _Service(got))
    await bus.request_name(NAME)
    try:
        yield got
    finally:
        bus.disconnect()
        await bus.wait_for_disconnect()
