"""A piece of text that is longer than its place: scrolled by key and by voice."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class Pane(VerticalScroll, can_focus=True):
    """Wrapped, selectable text."""

    DEFAULT_CSS = """
    Pane { padding: 0 2; background: $panel; }
    Pane:focus { background-tint: $primary 20%; }
    Pane Static { height: auto; }
    """

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static("", markup=False)

    def tell(self, text: Content | str) -> None:
        """Show this, from its beginning."""
        self.query_one(Static).update(text)
        self.turn("top")

    def turn(self, where: str) -> None:
        """Go "page down", "page up", to the "top" or "bottom"."""
        turn(self, where)


def turn(place: VerticalScroll, where: str) -> None:
    """Go "page down", "page up", to the "top" or "bottom" of anything that scrolls, at once."""
    match where:
        case "page down":
            place.scroll_page_down(animate=False)
        case "page up":
            place.scroll_page_up(animate=False)
        case "top":
            place.scroll_home(animate=False)
        case _:
            place.scroll_end(animate=False)
