"""What can be set, and what is kept where and how to erase it."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from shell import paths
from shell.ui.fieldlist import FieldList
from shell.ui.view import View

ROOM = 110
"""Columns from which a field has its explanation beside it."""
HOW = "Up and down: which setting. Left and right: its value."
AWAY = "! Sayso is not running: its settings can't be read."


class SettingsView(View):
    """A field for every setting, the text about what is kept below them."""

    title: ClassVar[str] = "Settings"
    DEFAULT_CSS = """
    SettingsView FieldList { height: 1fr; }
    SettingsView #note, SettingsView #kept { height: auto; padding: 0 1; }
    SettingsView #note { margin-bottom: 1; }
    """

    def compose(self) -> ComposeResult:
        """How to use it, the fields, what is kept."""
        yield Static("", id="note", markup=False)
        with FieldList(self.daemon):
            yield Static("", id="kept", markup=False)

    async def shown(self, text: str = "") -> None:
        """Read the settings."""
        self.query_one(FieldList).read()

    def turn(self, where: str) -> None:
        """Turn the pages."""
        self.query_one(FieldList).action_turn(where)

    def on_resize(self, event: events.Resize) -> None:
        """Explanations beside the fields where there is room."""
        self.query_one(FieldList).fit(event.size.width >= ROOM)

    def on_field_list_read(self, event: FieldList.Read) -> None:
        """Say how to set things, and where they are kept."""
        event.stop()
        self.query_one("#note", Static).update(AWAY if event.settings is None else HOW)
        if event.settings is not None:
            self.query_one("#kept", Static).update(kept(event.settings.path, os.environ))


def kept(config: str, environ: Mapping[str, str]) -> Content:
    """What is stored where, and how to erase it."""
    place = paths.of(environ)
    data = environ.get("XDG_DATA_HOME") or str(Path(environ.get("HOME") or Path.home()) / ".local" / "share")
    models = environ.get("SAYSO_MODELS") or f"{data}/sayso/models"
    lines = [
        ("These settings", config or str(place.config_file), "Delete the file, and everything is as at first."),
        ("Your policies and contacts", str(place.config), "Yours to change and to delete."),
        ("History of what was said and done", str(place.state), "Erase it with: sayso history --erase"),
        (
            "Ledger of permits and of acts that can't be undone",
            str(place.ledger),
            "Delete it only while Sayso is not running: spent limits are forgotten.",
        ),
        ("Models for ears and voice", models, "Delete them to make room: sayso models fetch brings them back."),
    ]
    told = [Content.assemble((f"{what}: ", "bold"), where, "\n  ", how) for what, where, how in lines]
    intro = Content.styled("What Sayso keeps, and where", "bold underline")
    outro = Content("Everything stays on this computer. Sound is not kept, nor are passwords and the digits you are asked for.")
    return Content("\n").join([intro, *told, outro])
