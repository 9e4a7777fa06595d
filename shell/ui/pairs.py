"""Rows of name, value and remark in columns; long values stay under themselves."""

import textwrap
from collections.abc import Iterable

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

GAP = 3
"""Columns between two columns."""
Rows = tuple[tuple[str, str, str], ...]


def laid(rows: Rows, columns: int, strong: bool = False) -> Content:
    """The rows in so many columns; a remark with no room beside its value stands below it. strong: the name is what matters."""
    first = max((len(name) for name, _, _ in rows), default=0)
    second = max((len(value) for _, value, _ in rows), default=0)
    third = max((len(remark) for _, _, remark in rows), default=0)
    beside = first + second + third + 2 * GAP <= columns
    room, lines = max(10, columns - first - GAP), list[Content]()
    for name, value, remark in rows:
        parts = [(line, False) for line in textwrap.wrap(value, room)] or [("", False)]
        if remark and beside:
            parts = [(f"{value:<{second}}{' ' * GAP}", False)]
        elif remark:
            parts += [(line, True) for line in textwrap.wrap(remark, room)]
        for number, (text, quiet) in enumerate(parts):
            head = (f"{name if not number else '':<{first}}{' ' * GAP}", "bold" if strong else "$text-muted")
            tail = (remark, "$text-muted") if remark and beside and not number else ""
            lines.append(Content.assemble(head, (text, "$text-muted" if quiet or strong else ""), tail))
    return Content("\n").join(lines)


class Pairs(Widget):
    """Lays its rows out for its width."""

    DEFAULT_CSS = "Pairs { width: 100%; height: auto; }"
    rows: reactive[Rows] = reactive((), layout=True)

    def __init__(self, rows: Iterable[tuple[str, str, str]] = (), strong: bool = False, *, name: str = "") -> None:
        super().__init__(id=name or None)
        self._strong = strong
        self.set_reactive(Pairs.rows, tuple(rows))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Rows of the terminal it takes at a width in columns."""
        return laid(self.rows, width, self._strong).plain.count("\n") + 1

    def render(self) -> RenderResult:
        """The columns."""
        return laid(self.rows, self.content_size.width, self._strong)
