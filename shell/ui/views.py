"""The views by name, each loaded when it is first shown, so that the first paint waits for none but home."""

import importlib
from typing import cast

from textual.widgets import ContentSwitcher

from shell.event import Event
from shell.ui.daemon import Daemon
from shell.ui.view import View

VIEWS = {
    "home": "home:HomeView",
    "plan": "plan:PlanView",
    "history": "history:HistoryView",
    "policies": "policies:PoliciesView",
    "settings": "settings:SettingsView",
    "doctor": "doctor:DoctorView",
    "help": "helping:HelpView",
}
"""Name → module and class."""
FIRST = ("home", "plan")
"""Those that follow events from the beginning."""


def made(name: str, daemon: Daemon) -> View:
    """A new view."""
    module, _, kind = VIEWS[name].partition(":")
    return cast(type[View], getattr(importlib.import_module(f"shell.ui.{module}"), kind))(daemon)


class Views(ContentSwitcher):
    """One view at a time."""

    def __init__(self, daemon: Daemon) -> None:
        super().__init__(*(made(name, daemon) for name in FIRST), initial="home", id="views")
        self._daemon = daemon

    @property
    def view(self) -> View:
        """The one that is shown."""
        return self.query_one(f"#{self.current}", View)

    async def show(self, name: str, text: str = "") -> View:
        """Show the view of that name; it is told the words to search for or to try."""
        if not self.query(f"#{name}"):
            await self.add_content(made(name, self._daemon), id=name)
        self.current = name
        await self.view.shown(text)
        return self.view

    def happened(self, event: Event) -> None:
        """Tell every view there is."""
        for view in self.query(View):
            view.happened(event)
