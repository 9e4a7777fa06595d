"""What is installed where: for one user's desktop, or for every user of a machine."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shell.children import ROOT
from shell.install.quoting import for_bus, for_entry, for_shell, for_unit

DATA = ROOT / "systemd"
"""Where the files lie that are filled in and copied."""
UNIT = "sayso.service"
_UNIT_FILES = (UNIT, "sayso-session.target")
_OPEN = "sayso-open.conf"
"""Takes off the part of the sandbox that this machine cannot give."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One file to be there after the installation."""

    path: Path
    content: bytes = b""
    link: str = ""
    """Where it points if it is a symbolic link; content is unused then."""
    mode: int = 0o644


@dataclass(frozen=True, slots=True)
class Plan:
    """All of an installation."""

    pieces: tuple[Piece, ...]
    manifest: Path
    """Notes what was written, until it is taken out again."""
    rivals: tuple[Path, ...]
    """Files of the user's that would win over ours."""


def command() -> tuple[str, ...]:
    """How this very Sayso is started, by absolute path."""
    script = Path(sys.executable).with_name("sayso")
    return (str(script),) if script.is_file() else (sys.executable, "-m", "shell")


def for_user(environ: Mapping[str, str], sayso: Sequence[str], open_unit: bool = False) -> Plan:
    """Into the home folder: the unit, started with every graphical session that systemd knows, and an autostart entry for the others.

    open_unit: without the part of the sandbox that takes namespaces.
    """
    home = Path(environ.get("HOME") or Path.home())
    config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    data = Path(environ.get("XDG_DATA_HOME") or home / ".local/share")
    state = Path(environ.get("XDG_STATE_HOME") or home / ".local/state")
    units, own = data / "systemd/user", config / "systemd/user"
    pieces = [*_units(units, sayso, open_unit)]
    pieces += [
        Piece(own / "graphical-session.target.wants" / UNIT, link=str(units / UNIT)),  # what `systemctl --user enable` makes
        _filled("org.sayso.Shell1.service", data / "dbus-1/services/org.sayso.Shell1.service", for_bus, sayso),
        _filled("sayso-autostart.desktop", config / "autostart/sayso.desktop", for_entry, sayso),
        _filled("sayso-session", home / ".local/bin/sayso-session", for_shell, sayso, 0o755),
    ]
    return Plan(tuple(pieces), state / "sayso/installed.json", tuple(own / name for name in _UNIT_FILES))


def for_system(root: Path, sayso: Sequence[str], open_unit: bool = False) -> Plan:
    """Into the machine: a session to choose at log-in, and the unit for those who want it; nobody's own desktop changes.

    root: "/", or the folder that a package is made in.
    """
    local = Path("/usr/local")
    session = local / "bin/sayso-session"
    pieces = [*_units(local / "lib/systemd/user", sayso, open_unit)]
    pieces += [
        _filled("org.sayso.Shell1.service", local / "share/dbus-1/services/org.sayso.Shell1.service", for_bus, sayso),
        _filled("sayso-session", session, for_shell, sayso, 0o755),
        _filled("sayso-xsession.desktop", Path("/usr/share/xsessions/sayso.desktop"), for_entry, sayso, session=session),
    ]
    placed = tuple(Piece(_under(root, piece.path), piece.content, piece.link, piece.mode) for piece in pieces)
    return Plan(placed, _under(root, Path("/var/lib/sayso/installed.json")), ())


def _units(folder: Path, sayso: Sequence[str], open_unit: bool) -> Iterator[Piece]:
    for name in _UNIT_FILES:
        yield _filled(name, folder / name, for_unit, sayso)
    if open_unit:
        yield _filled(_OPEN, folder / f"{UNIT}.d" / _OPEN, for_unit, sayso)


def _filled(
    name: str, path: Path, quoted: Callable[[Sequence[str]], str], sayso: Sequence[str], mode: int = 0o644, session: Path | None = None
) -> Piece:
    text = (DATA / name).read_text(encoding="utf-8").replace("@SAYSO@", quoted(sayso))
    return Piece(path, text.replace("@SESSION@", quoted([str(session)])).encode(), mode=mode)


def _under(root: Path, path: Path) -> Path:
    return root / path.relative_to("/")
