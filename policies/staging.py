"""Builds the scene a test names: a handful of apps, windows, controls and files."""

from agent.observation import Box, Element, Observation, Window
from agent.scene import App, Entry, Scene
from policies.cases import Staged
from policies.spoken import normal

HOME = "/home/user"
_BOX = Box(0, 0, 100, 30)
_ALIASES = {
    "Calculator": ("calculator",),
    "TextEditor": ("text editor", "notepad"),
    "FileManager": ("file manager",),
    "WebBrowser": ("web browser",),
}
_KNOWN = {
    "galculator": "Calculator",
    "calculator": "Calculator",
    "mousepad": "TextEditor",
    "gedit": "TextEditor",
    "thunar": "FileManager",
    "firefox": "WebBrowser",
}


def stage(staged: Staged) -> Scene:
    """The scene with these names: the first window active, every control an enabled button in it, files under HOME."""
    windows = tuple(
        Window(id=number, title=title, app=normal(title.rpartition(" - ")[2]), pid=number, box=_BOX, active=number == 1)
        for number, title in enumerate(staged.windows, 1)
    )
    controls = tuple(_control(spec, number) for number, spec in enumerate(staged.controls))
    return Scene(
        apps=tuple(_app(name) for name in staged.apps),
        files=tuple(_entry(path) for path in staged.files),
        home=HOME,
        seen=Observation(windows, controls, 0.0, False),
    )


def _app(name: str) -> App:
    short = normal(name)
    category = _KNOWN.get(short, "")
    return App(short, name, _ALIASES.get(category, ()), (short,), frozenset({category} if category else ()), short)


def _control(spec: str, number: int) -> Element:
    role, found, name = spec.partition(": ")
    return Element(
        ref=f"staged|{number}",
        role=role if found else "push button",
        name=name if found else spec,
        value=None,
        states=frozenset({"sensitive", "enabled"}),
        box=_BOX,
        app="staged",
        window=1,
    )


def _entry(path: str) -> Entry:
    clean = path.strip("/")
    return Entry(f"{HOME}/{clean}", clean.rpartition("/")[2], path.endswith("/"))
