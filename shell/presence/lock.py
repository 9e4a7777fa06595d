"""Whether the screen is locked, as the desktop's screen saver tells: then nothing is to be read on it."""

import asyncio
from collections.abc import Callable

from agent.display.bus import Bus, BusError, Message
from agent.display.desk import Desk
from shell.locked import screen_locked

RULE = "type='signal',member='ActiveChanged'"


async def watch_lock(desk: Desk, told: Callable[[bool], None]) -> None:
    """Call `told` with how it is and whenever it changes, until cancelled; never where the desk has no bus."""

    def heed(signal: Message) -> None:
        """Each desktop has a screen saver interface of its own, all with this signal."""
        if signal.member == "ActiveChanged" and (signal.interface or "").endswith(".ScreenSaver") and signal.signature == "b":
            told(bool(signal.body[0]))

    try:
        bus = await Bus.connect(desk.environment.get("DBUS_SESSION_BUS_ADDRESS", ""))
    except BusError:
        return
    try:
        await bus.listen(RULE, heed)
        told(await screen_locked(desk) is True)
        await asyncio.get_running_loop().create_future()
    except BusError:
        return
    finally:
        bus.close()
