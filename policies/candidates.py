"""What a slot may name right now: the apps, windows, controls and files of a scene, with all the names each goes by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.observation import Observation
from agent.scene import App, Entry, Scene

PRESSABLE = ("button", "menu", "item", "link", "check box", "switch", "tab", "combo", "entry", "text", "slider", "cell", "icon")
"""Parts of AT-SPI role names of what a click does something to; a label that repeats a button's name gives way to it."""
_CATEGORIES = {
    "Calculator": ("calculator",),
    "TextEditor": ("text editor", "editor"),
    "FileManager": ("file manager", "files", "file browser"),
    "WebBrowser": ("browser", "web browser", "internet"),
    "TerminalEmulator": ("terminal", "console", "command line"),
    "Email": ("mail", "email", "mail program"),
    "Settings": ("settings",),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that can be named."""

    value: str
    """As in Slot.value."""
    shown: str
    told: str
    """How it is told apart from others of its name: "budget.txt in Documents"."""
    names: tuple[tuple[str, ...], ...]
    """Names in tiers: its own ones first, then what else it goes by, then what its kind is called."""
    kind: str
    """AT-SPI role for a control, "folder" or "file" for a file, else empty."""
    place: str = ""
    """Name of the folder a file lies in; empty for the home folder and for what lies nowhere."""
    ready: bool = True
    """Whether naming it makes sense now: a pressable, enabled control of the active window."""


def app_candidates(apps: Sequence[App]) -> tuple[Candidate, ...]:
    """Installed programs."""
    return tuple(Candidate(app.id, app.name, app.name, (_own(app), (*app.words, app.wm_class), _kinds(app)), "") for app in apps)


def window_candidates(scene: Scene) -> tuple[Candidate, ...]:
    """Open windows; each also goes by the parts of its title and by its app's names."""
    return tuple(
        Candidate(
            value=str(window.id),
            shown=_window_shown(window.title, window.app, app := scene.app_of_window(window.app)),
            told=window.title or window.app,
            names=(
                (window.title, *_title_parts(window.title)),
                (window.app, *((app.name, app.id, *app.words) if app else ())),
                _kinds(app) if app else (),
            ),
            kind="",
        )
        for window in scene.seen.windows
    )


def control_candidates(seen: Observation) -> tuple[Candidate, ...]:
    """Named elements on the screen."""
    active = seen.active.id if seen.active else 0
    return tuple(
        Candidate(
            value=element.ref,
            shown=element.name,
            told=f"the {element.role} {element.name}" if element.role else element.name,
            names=((element.name,),),
            kind=element.role,
            ready=any(part in element.role for part in PRESSABLE)
            and bool(element.states & {"sensitive", "enabled"} or not element.states)
            and element.window in (active, 0),
        )
        for element in seen.elements
        if element.name.strip()
    )


def file_candidates(files: Sequence[Entry], home: str) -> tuple[Candidate, ...]:
    """Files and folders, with and without extension."""
    return tuple(_file(entry, home) for entry in files)


def folder_candidates(files: Sequence[Entry], home: str) -> tuple[Candidate, ...]:
    """Folders only, the home folder among them."""
    own = Candidate(home, "your home folder", "your home folder", (("home", "home folder"),), "folder")
    return (own, *(_file(entry, home) for entry in files if entry.folder))


def _file(entry: Entry, home: str) -> Candidate:
    parent = entry.path.rpartition("/")[0]
    place = "" if parent == home else parent.rpartition("/")[2]
    stem = re.sub(r"(?<=.)(?:\.tar)?\.[^.\s]{1,8}$", "", entry.name) if not entry.folder else entry.name
    told = f"{entry.name} in {place or 'your home folder'}"
    return Candidate(entry.path, entry.name, told, ((entry.name,), (stem,)), "folder" if entry.folder else "file", place)


def _own(app: App) -> tuple[str, ...]:
    return app.name, app.id, app.id.rpartition(".")[2]


def _kinds(app: App) -> tuple[str, ...]:
    return tuple(word for category in sorted(app.categories) for word in _CATEGORIES.get(category, ()))


def _title_parts(title: str) -> tuple[str, ...]:
    parts = [part.strip(" *•") for part in re.split(r"\s[-–—|:]\s", title)]
    stems = [re.sub(r"(?<=.)\.[A-Za-z0-9]{1,5}$", "", part) for part in parts]
    return tuple(part for part in dict.fromkeys((*parts, *stems)) if part and part != title)


def _window_shown(title: str, window_app: str, app: App | None) -> str:
    return title or (app.name if app else window_app)
