"""Installed programs, from the .desktop entries that a desk's environment names."""

import os
import shlex
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from agent.scene import App

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "Calculator": ("calculator",),
    "TextEditor": ("text editor", "editor", "notepad"),
    "FileManager": ("file manager", "files", "file browser"),
    "WebBrowser": ("browser", "web browser", "internet"),
    "TerminalEmulator": ("terminal", "console", "command line"),
    "Email": ("email", "mail", "mail client"),
    "Spreadsheet": ("spreadsheet",),
    "WordProcessor": ("word processor",),
    "Player": ("media player", "player"),
    "Calendar": ("calendar",),
    "Settings": ("settings",),
}
"""Freedesktop category → what people call such a program."""
_CUES = {
    "calculat": "Calculator",
    "text editor": "TextEditor",
    "file manager": "FileManager",
    "browse the web": "WebBrowser",
    "terminal": "TerminalEmulator",
}
"""Words in a comment that speak for a category, for entries that name none."""
_TERMINAL = "x-terminal-emulator"
_CODES = frozenset(f"%{code}" for code in "fFuUdDnNickvm")


def installed(environment: Mapping[str, str]) -> tuple[App, ...]:
    """Every program a launcher would show; for a word that several share, the better fitting one comes first.

    Fit: the word is the program's generic name, or part of its name or generic name, before mere categories; then by name and id.
    """
    entries: dict[str, tuple[int, App] | None] = {}
    for folder in _folders(environment):
        for path in sorted(folder.rglob("*.desktop")):
            app_id = str(path.relative_to(folder)).removesuffix(".desktop").replace("/", "-")
            if app_id not in entries:
                entries[app_id] = _app(app_id, path, environment.get("PATH", os.defpath))
    found = [entry for entry in entries.values() if entry is not None]
    return tuple(app for _, app in sorted(found, key=lambda entry: (entry[0], entry[1].name.lower(), entry[1].id)))


def _folders(environment: Mapping[str, str]) -> Iterator[Path]:
    home = environment.get("XDG_DATA_HOME") or f"{environment.get('HOME', '')}/.local/share"
    shared = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    for folder in (home, *shared.split(":")):
        if (path := Path(folder) / "applications").is_dir():
            yield path


def _app(app_id: str, path: Path, search: str) -> tuple[int, App] | None:
    fields = _fields(path)
    if fields.get("Type", "Application") != "Application" or "true" in (fields.get("NoDisplay"), fields.get("Hidden")):
        return None
    command = _command(fields.get("Exec", ""))
    needed = fields.get("TryExec", "") or (command[0] if command else "")
    if not needed or not command or shutil.which(needed, path=search) is None:
        return None
    program = os.path.basename(command[0]).lower()
    # With arguments it is another face of the program ("mousepad --preferences"), which does not own its name.
    known_as = program if len(command) == 1 else ""
    if fields.get("Terminal") == "true":
        if shutil.which(_TERMINAL, path=search) is None:
            return None
        command = (_TERMINAL, "-e", *command)
    categories = _categories(fields)
    wm_class = (fields.get("StartupWMClass") or program).lower()
    name = fields.get("Name", app_id)
    app = App(app_id, name, _words(name, fields, known_as, categories), command, categories, wm_class)
    return _fit(f"{name} {fields.get('GenericName', '')}".lower(), categories), app


def _categories(fields: Mapping[str, str]) -> frozenset[str]:
    """The entry's categories; where none says what the program is, its comment may."""
    listed = frozenset(_listed(fields.get("Categories", "")))
    if listed & SYNONYMS.keys():
        return listed
    comment = fields.get("Comment", "").lower()
    return listed | {category for cue, category in _CUES.items() if cue in comment}


def _words(name: str, fields: Mapping[str, str], program: str, categories: frozenset[str]) -> tuple[str, ...]:
    meant = [category for category in SYNONYMS if category in categories]
    words = [fields.get("GenericName", ""), program, *(word for category in meant for word in SYNONYMS[category])]
    words += _listed(fields.get("Keywords", ""))
    lower = dict.fromkeys(word.strip().lower() for word in words)
    return tuple(word for word in lower if word and word != name.lower())


def _fields(path: Path) -> dict[str, str]:
    fields: dict[str, str] = {}
    inside = False
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return {}
    for line in lines:
        if line.startswith("["):
            inside = line.strip() == "[Desktop Entry]"
        elif inside and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            fields.setdefault(key.strip(), value.strip())
    return fields


def _command(exec_line: str) -> tuple[str, ...]:
    try:
        parts = shlex.split(exec_line.replace("\\\\", "\\"))
    except ValueError:
        return ()
    return tuple(part.replace("%%", "%") for part in parts if part not in _CODES)


def _listed(text: str) -> list[str]:
    return [part for part in text.split(";") if part]


def _fit(called: str, categories: frozenset[str]) -> int:
    """0 for programs that call themselves what their category is called, 1 for those that are merely in it."""
    meant = [word for category in SYNONYMS if category in categories for word in SYNONYMS[category]]
    return 0 if any(word in called for word in meant) else 1
