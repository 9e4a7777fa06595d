"""What a log-in session has the user manager start and know, and how all of that is given back: it takes nothing from another desktop."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from agent.display.bus import BusError
from shell.errors import ShellError
from shell.leaving import NAME
from shell.units import GRAPHICAL, SERVICE, SESSION, Units, environment, owned

VARIABLES = (
    "DISPLAY", "XAUTHORITY", "XDG_SESSION_ID", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "PULSE_SERVER",
    "SAYSO_MODELS", "GTK_MODULES", "QT_ACCESSIBILITY", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON",
    "XDG_CURRENT_DESKTOP", "XDG_SESSION_DESKTOP", "DESKTOP_SESSION", "XDG_SESSION_TYPE",
)  # fmt: skip
"""What the user manager and the session bus learn of the session."""
BUSY = (
    "another desktop of yours is running (graphical-session.target is active): log out of it first,"
    " or stay there and have Sayso in it with `sayso install`"
)
_OURS = (SESSION, GRAPHICAL, SERVICE)
_UP = ("active", "activating", "reloading")


async def alone(units: Units) -> None:
    """See that no other desktop of this user's is there; what a killed session of ours left is cleared away. Raises ShellError when there is one."""
    try:
        if await units.state(SESSION) in _UP and not await owned(units.bus, NAME):
            await _stop(units, _OURS)
            await units.take_back(VARIABLES)
        busy = await units.state(GRAPHICAL) in _UP
    except BusError as error:
        raise ShellError(f"the user manager does not say whether another desktop of yours is running: {error}") from error
    if busy:
        raise ShellError(BUSY)


class Handover:
    """What one session has handed over."""

    def __init__(self, units: Units, session: Mapping[str, str]) -> None:
        """session: its environment."""
        self._units = units
        self._given = {name: session[name] for name in VARIABLES if name in session}
        self._before: dict[str, str] = {}
        self._down: tuple[str, ...] = ()
        """Units that were not up before."""

    async def start(self, unit: str) -> str:
        """Start the unit with the session's environment; returns how that went, as Units.start. Raises BusError."""
        self._before = await environment(self._units.bus)
        self._down = tuple([name for name in _OURS if await self._units.state(name) not in _UP])
        await self._units.hand_over(self._given)
        return await self._units.start(unit)

    async def give_back(self) -> None:
        """What was started is stopped, and each variable is again as it was; what others changed since is left to them."""
        await _stop(self._units, self._down)
        with suppress(BusError):
            now = await environment(self._units.bus)
            ours = [name for name, value in self._given.items() if now.get(name) == value != self._before.get(name)]
            await self._units.take_back([name for name in ours if name not in self._before])
            await self._units.hand_over({name: self._before[name] for name in ours if name in self._before})


async def _stop(units: Units, names: Sequence[str]) -> None:
    for name in names:
        with suppress(BusError):
            await units.stop(name)
