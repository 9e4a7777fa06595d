from pathlib import Path

from agent.sandbox.probe import PARTS
from agent.sandbox.surroundings import surroundings
from agent.sandbox.warden import MARK

_OUTSIDE = {
    "HOME": "/home/a",
    "DISPLAY": ":0",
    "WAYLAND_DISPLAY": "wayland-0",
    "DBUS_SESSION_BUS_ADDRESS": "unix:path=/b",
    "NO_AT_BRIDGE": "1",
    "PULSE_SERVER": "unix:/p",
    "XDG_RUNTIME_DIR": "/run/user/1",
    "EDITOR": "vi",
}


def test_everything_of_ones_own_has_no_tie_to_the_outside() -> None:
    inside = surroundings(_OUTSIDE, frozenset(PARTS), Path("/tmp/h"), Path("/tmp/r"), "m", own_xdg=True)
    assert not {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "NO_AT_BRIDGE", "PULSE_SERVER"} & inside.keys()
    assert (inside["HOME"], inside["XDG_RUNTIME_DIR"], inside["XDG_CONFIG_HOME"]) == ("/tmp/h", "/tmp/r", "/tmp/h/.config")
    assert (inside[MARK], inside["GTK_MODULES"], inside["LANG"], inside["EDITOR"]) == ("m", "gail:atk-bridge", "C.UTF-8", "vi")


def test_only_what_is_missing_is_cut() -> None:
    inside = surroundings(_OUTSIDE, frozenset({"sound"}), None, Path("/tmp/r"), "m", own_xdg=False)
    assert "PULSE_SERVER" not in inside
    kept = ("HOME", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")
    assert all(inside[name] == _OUTSIDE[name] for name in kept)
    assert "GSETTINGS_BACKEND" not in inside
