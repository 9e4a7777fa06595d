"""The environment that programs on a virtual desk are started with."""

from collections.abc import Mapping
from pathlib import Path

from agent.sandbox.warden import MARK

_ACCESSIBLE = {
    "GTK_MODULES": "gail:atk-bridge",
    "QT_ACCESSIBILITY": "1",
    "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
}
_PLAIN = {
    "GSETTINGS_BACKEND": "memory",
    "GTK_USE_PORTAL": "0",
    "SAL_USE_VCLPLUGIN": "gtk3",
    "GSK_RENDERER": "cairo",
    "GDK_BACKEND": "x11",
    "QT_QPA_PLATFORM": "xcb",
    "LANG": "C.UTF-8",
}
# What ties a program to the desktop it was started from.
_TIES = {
    "display": ("DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "SESSION_MANAGER", "DESKTOP_STARTUP_ID", "XDG_SESSION_TYPE"),
    "session_bus": ("DBUS_SESSION_BUS_ADDRESS", "DBUS_STARTER_ADDRESS", "DBUS_STARTER_BUS_TYPE"),
    "accessibility": ("AT_SPI_BUS_ADDRESS", "NO_AT_BRIDGE"),
    "sound": ("PULSE_SERVER", "PULSE_SINK", "PULSE_SOURCE", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH"),
}
_XDG = {"XDG_CONFIG_HOME": ".config", "XDG_DATA_HOME": ".local/share", "XDG_STATE_HOME": ".local/state", "XDG_CACHE_HOME": ".cache"}


def surroundings(environ: Mapping[str, str], parts: frozenset[str], home: Path | None, runtime: Path, mark: str, *, own_xdg: bool) -> dict[str, str]:
    """A copy of environ without ties to the parts that become virtual, with the mark, and with home and XDG folders of its own where asked."""
    ties = {name for part in parts for name in _TIES.get(part, ())}
    environment = {name: value for name, value in environ.items() if name not in ties and name != "LC_ALL"}
    environment |= {MARK: mark} | _ACCESSIBLE
    environment.setdefault("PATH", "/usr/local/bin:/usr/bin:/bin")
    if "display" in parts:
        environment |= _PLAIN
    if "session_bus" in parts or not environ.get("XDG_RUNTIME_DIR"):
        environment["XDG_RUNTIME_DIR"] = str(runtime)
    if home is not None:
        environment["HOME"] = str(home)
        if own_xdg:
            environment |= {name: str(home / below) for name, below in _XDG.items()}
    return environment
