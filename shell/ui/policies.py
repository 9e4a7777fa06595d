"""The policies in force: which sentences mean what, whether they are asked about, and a line to try one out."""

import os
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Static, Tree

from shell import paths
from shell.answers import FolderShown, Sentences
from shell.event import Event, Reloaded
from shell.ui import trial
from shell.ui.pane import Pane
from shell.ui.policylist import PolicyList, Shown
from shell.ui.tryout import TryLine
from shell.ui.view import View

ROOM = 110
"""Columns from which list and text stand side by side."""


class PoliciesView(View):
    """Folders and their intents, the chosen one in full, and what a sentence would do."""

    title: ClassVar[str] = "Policies"
    DEFAULT_CSS = """
    PoliciesView #panes { height: 1fr; layout: vertical; margin-top: 1; }
    PoliciesView.-wide #panes { layout: horizontal; }
    PoliciesView PolicyList, PoliciesView Pane { height: 1fr; width: 1fr; }
    PoliciesView #own { height: auto; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "try", "Try a sentence"), Binding("r", "reload", "Read the files again")]

    def compose(self) -> ComposeResult:
        """The line to try with, list and text, and where a user's own policies live."""
        yield TryLine(self.daemon)
        with Container(id="panes"):
            yield PolicyList(self.daemon)
            yield Pane()
        own = paths.of(os.environ).config / "policies"
        yield Static(f"Your own: {own} · make one: sayso policy new NAME", id="own", markup=False)

    async def shown(self, text: str = "") -> None:
        """Read the policies; try the text, if there is any."""
        self.query_one("#try" if text else "Tree").focus()
        self.query_one(PolicyList).read()
        self.query_one(TryLine).attempt(text)

    def turn(self, where: str) -> None:
        """Turn the pages of a trial that is longer than its place, else of the list."""
        pane = self.query_one(Pane)
        turned = pane if self.has_class("-tried") and pane.max_scroll_y else self.query_one(PolicyList)
        turned.turn(where)

    def happened(self, event: Event) -> None:
        """Read the policies when the daemon did."""
        shown = self.query_one(PolicyList)
        if isinstance(event, Reloaded) and shown.known:
            shown.read()

    def on_resize(self, event: events.Resize) -> None:
        """Side by side where there is room."""
        self.set_class(event.size.width >= ROOM, "-wide")

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[Shown]) -> None:
        """Show the chosen one in full; what was tried stays until the keys are in the list again."""
        if self.has_class("-tried") and not event.control.has_focus:
            return
        self.remove_class("-tried")
        match event.node.data:
            case FolderShown() as shown:
                self.query_one(Pane).tell(trial.folder(shown))
            case Sentences() as shown:
                self.query_one(Pane).tell(trial.intent(shown))
            case _:
                pass

    def on_try_line_found(self, event: TryLine.Found) -> None:
        """Show what the sentence would do."""
        self.add_class("-tried")
        self.query_one(Pane).tell(trial.tried(event.tried))

    def action_try(self) -> None:
        """Go to the line to try with."""
        self.query_one("#try").focus()

    def action_reload(self) -> None:
        """Have the files read again."""
        self.query_one(PolicyList).reload()
