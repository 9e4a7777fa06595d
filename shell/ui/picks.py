"""Lists of what can be chosen, numbered through, so that each item can be named, typed or pressed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from shell.ui.view import Do, Fill

BLANK = re.compile(r"\{[^}]*\}")
"""A place in a sentence that the user fills."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Something to choose."""

    text: str
    """As shown."""
    say: str
    """The sentence it stands for."""
    note: str = ""
    """A word behind it: "running"."""


def chosen(pick: Pick) -> Message:
    """What choosing it comes to: it is done, or put in the input line when there is something to fill in."""
    blank = BLANK.search(pick.say)
    return Fill(pick.say[: blank.start()]) if blank else Do(pick.say)


class PickList(OptionList):
    """The items of one group."""

    def __init__(self, *, classes: str = "") -> None:
        super().__init__(classes=classes, markup=False)
        self.picks: tuple[Pick, ...] = ()

    def fill(self, picks: Sequence[Pick], first: int) -> None:
        """Show these, numbered from first on; what was highlighted stays so when it is still there."""
        at = self.highlighted
        self.picks = tuple(picks)
        self.clear_options()
        width = len(str(first + len(self.picks)))
        for number, pick in enumerate(self.picks, first):
            note = (f"  {pick.note}", "$text-success") if pick.note else ""
            self.add_option(Option(Content.assemble((f"{number:>{width}}  ", "$text-muted"), pick.text, note)))
        if at is not None and self.picks:
            self.highlighted = min(at, len(self.picks) - 1)

    def on_focus(self) -> None:
        """Something is highlighted, so that Enter does something."""
        if self.highlighted is None and self.picks:
            self.highlighted = 0

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Do it."""
        message.stop()
        self.post_message(chosen(self.picks[message.option_index]))


class Group(Vertical):
    """A caption and its list; hidden while the list is empty."""

    def __init__(self, caption: str, name: str) -> None:
        super().__init__(id=name)
        self._caption = caption
        self.first = 1
        """Number of its first item."""

    def compose(self) -> ComposeResult:
        """Caption above the list."""
        yield Static(self._caption, classes="caption", markup=False)
        yield PickList()

    @property
    def picks(self) -> tuple[Pick, ...]:
        """What is in it."""
        return self.query_one(PickList).picks

    def fill(self, picks: Sequence[Pick], first: int, more: int = 0) -> int:
        """Show these, numbered from first on, with how many more there are; returns the number that comes next."""
        self.first = first
        self.query_one(PickList).fill(picks, first)
        self.query_one(".caption", Static).update(f"{self._caption} ({more} more)" if more else self._caption)
        self.display = bool(picks)
        return first + len(picks)
