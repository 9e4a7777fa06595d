"""What can be named right now: apps, windows, controls and files; it feeds matching and the ears' expectation."""

from dataclasses import dataclass, field

from agent.observation import Observation


@dataclass(frozen=True, slots=True)
class App:
    """An installed program, from its freedesktop .desktop entry."""

    id: str
    """Desktop id without suffix: "galculator"."""
    name: str
    """Its shown name: "Galculator"."""
    words: tuple[str, ...]
    """Other words it goes by, lower case: generic name, keywords, program name."""
    command: tuple[str, ...]
    """Argument vector with field codes removed."""
    categories: frozenset[str]
    """Freedesktop categories: "Calculator", "TextEditor"."""
    wm_class: str
    """StartupWMClass or the program's base name, lower case."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder the user may name."""

    path: str
    """Absolute path."""
    name: str
    folder: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a spoken name may refer to at this moment."""

    apps: tuple[App, ...] = ()
    files: tuple[Entry, ...] = ()
    """Files and folders under the home folder, hidden and protected ones left out, nearest first."""
    home: str = "/"
    """The user's home folder, absolute."""
    seen: Observation = field(default_factory=lambda: Observation((), (), 0.0, True))
    """The last look at the screen."""

    def app(self, app_id: str) -> App | None:
        """The app with this desktop id."""
        return next((app for app in self.apps if app.id == app_id), None)

    def app_of_window(self, wm_class: str) -> App | None:
        """The app whose windows carry this class, if known."""
        return next((app for app in self.apps if wm_class in (app.wm_class, app.id.lower())), None)
