"""A desk: the X display, the buses, the sound server and the environment that everything on it shares."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Desk:
    """What every adapter needs to know of the desktop it works on."""

    display: str
    """X display, ":99"; empty when there is none."""
    environment: Mapping[str, str]
    """The whole environment of programs started here: DISPLAY, DBUS_SESSION_BUS_ADDRESS, PULSE_SERVER, HOME and the rest."""
    virtual: frozenset[str]
    """Which parts are ours: "display", "window_manager", "session_bus", "accessibility", "sound"; empty on a user's own desktop."""
    sound: str
    """PulseAudio server address, "unix:/…/native"; empty when there is none."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Desk":
        """The desktop that this environment belongs to; nothing is checked."""
        environment = dict(environ)
        runtime = environ.get("XDG_RUNTIME_DIR", "")
        sound = environ.get("PULSE_SERVER", "") or (f"unix:{runtime}/pulse/native" if runtime else "")
        if not environ.get("DBUS_SESSION_BUS_ADDRESS") and runtime:
            environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={runtime}/bus"
        return cls(environ.get("DISPLAY", ""), environment, frozenset(), sound)
