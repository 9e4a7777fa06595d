"""Which programs are on the accessibility bus, and which windows have none behind them."""

from dataclasses import dataclass

from agent.display.atspi import Accessibility
from agent.display.bus import A11Y, Bus
from agent.display.windows import Windows
from agent.observation import Window

_STATUS = "org.a11y.Status"


@dataclass(frozen=True, slots=True)
class Census:
    """The windows of a desk, by whether they can be read."""

    read: tuple[tuple[str, int], ...]
    """App and how many elements it shows."""
    mute: tuple[str, ...]
    """Apps whose windows have no tree, or an empty one."""
    enabled: bool
    """Whether the desktop tells programs to be accessible."""


async def take_census(session_bus: str, display: str) -> Census:
    """Read every window once, through the session bus at this address; raises BusError, or an X error when the display is gone."""
    enabled = await _enabled(session_bus)
    access, windows = await Accessibility.open(session_bus, lambda: None), Windows(display)
    try:
        found: dict[str, int] = {}
        for window in windows.listed():
            elements, _ = await access.look(window, windows.screen)
            name = _name(window)
            found[name] = max(found.get(name, 0), len(elements))
    finally:
        access.close()
        windows.close()
    return Census(tuple((name, count) for name, count in found.items() if count), tuple(name for name, count in found.items() if not count), enabled)


async def _enabled(session_bus: str) -> bool:
    bus = await Bus.connect(session_bus)
    try:
        values = [
            (await bus.call(A11Y, "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Get", "ss", [_STATUS, name], limit_s=2.0))[0].value
            for name in ("IsEnabled", "ScreenReaderEnabled")
        ]
    finally:
        bus.close()
    return any(values)


def _name(window: Window) -> str:
    return window.app or window.title or "a window without a name"
