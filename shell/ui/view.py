"""What every view of the terminal UI is: shown by name, turned by voice, told what happens."""

from typing import ClassVar

from textual.containers import Vertical
from textual.message import Message

from shell.answers import Setting
from shell.event import Event
from shell.ui.daemon import Daemon


class Go(Message):
    """Show another view."""

    def __init__(self, view: str, text: str = "") -> None:
        super().__init__()
        self.view = view
        """Its id."""
        self.text = text
        """Words to search for or to try."""


class Fill(Message):
    """Put words in the input line, for the user to complete."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Do(Message):
    """Have a sentence done, as if it had been typed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Wear(Message):
    """Look as these settings say, at once."""

    def __init__(self, settings: tuple[Setting, ...]) -> None:
        super().__init__()
        self.settings = settings


class View(Vertical):
    """One view; its id is its class's name without "View": HistoryView is #history."""

    title: ClassVar[str] = ""

    def __init__(self, daemon: Daemon) -> None:
        super().__init__(id=type(self).__name__.removesuffix("View").lower())
        self.daemon = daemon

    async def shown(self, text: str = "") -> None:
        """Called whenever the view is switched to; text: words to search for or to try."""

    def turn(self, where: str) -> None:
        """Go "page down", "page up", to the "top" or "bottom"."""
        match where:
            case "page down":
                self.scroll_page_down()
            case "page up":
                self.scroll_page_up()
            case "top":
                self.scroll_home()
            case _:
                self.scroll_end()

    def numbered(self, number: int) -> Message | None:
        """What choosing the item with this number comes to: Do or Fill; None when no item has it."""
        return None

    def happened(self, event: Event) -> None:
        """Told every event; must be cheap."""
