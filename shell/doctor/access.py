"""The accessibility bus: what programs show of themselves."""

import asyncio

from agent.display import x11
from agent.display.bus import BusError
from agent.display.census import Census, take_census
from shell.doctor.case import Case
from shell.doctor.finding import Answer, fails, note, works

_INSTALL = "sudo apt-get install at-spi2-core libatk-adaptor, then log in again"
_ENABLE = "gsettings set org.gnome.desktop.interface toolkit-accessibility true, then start the programs again"
_BROWSERS = ("chrom", "brave", "edge", "opera", "vivaldi", "electron", "code", "slack", "discord")
_TERMINALS = ("xterm", "rxvt", "urxvt", "alacritty", "kitty", "st")
_LIMIT_S = 15.0


async def accessibility(case: Case, display: bool) -> Answer:
    """Connect, list the programs and read their windows; `display`: whether there is one."""
    address = case.desk.environment.get("DBUS_SESSION_BUS_ADDRESS", "")
    if not display:
        return note("not tried: it needs a display")
    if case.desk.environment.get("NO_AT_BRIDGE", "0") not in ("", "0"):
        return fails(
            "NO_AT_BRIDGE is set: programs started here hide what they show", "take it out of ~/.profile or wherever it is set; log in again"
        )
    try:
        async with asyncio.timeout(_LIMIT_S):
            census = await take_census(address, case.desk.display)
    except TimeoutError:
        return fails("programs on the accessibility bus do not answer", "close programs that hang, or log in again")
    except BusError as trouble:
        return fails(f"the accessibility bus does not answer, so buttons and texts cannot be read ({trouble})", _INSTALL)
    except x11.Failure as trouble:
        return fails(f"the display went away: {trouble}", "log in again")
    return _told(census)


def _told(census: Census) -> Answer:
    if not census.enabled:
        return note("the bus answers, but the desktop does not tell programs to use it: some will show nothing", _ENABLE)
    read = ", ".join(f"{name} ({count} elements)" for name, count in census.read)
    if not census.mute:
        return works(f"read {read}" if read else "answers; no window is open to be read")
    mute = f"{', '.join(census.mute)}: nothing to read"
    return note(f"read {read}; {mute}" if read else mute, "; ".join(dict.fromkeys(map(_fix, census.mute))))


def _fix(app: str) -> str:
    if any(word in app for word in _BROWSERS):
        return f"start {app} with --force-renderer-accessibility"
    if app in _TERMINALS:
        return f"{app} never shows its text; use gnome-terminal or xfce4-terminal"
    return f"start {app} with GTK_MODULES=gail:atk-bridge QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1"
