"""What the doctor found, part by part, with the fix for what does not work."""

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from shell.answers import Check
from shell.ui.pane import turn
from shell.ui.wording import count, plain

STATES = {"ok": "✓ works", "note": "! note", "fail": "✗ fails"}
"""Sign and word of each state."""
NONE = "Nothing was examined yet."


class Part(Container):
    """One part: state and name, and beside or below them what was found."""

    DEFAULT_CSS = """
    Part { height: auto; layout: horizontal; padding: 0 1; margin-bottom: 1; }
    Part .state { width: 10; text-style: bold; color: $text-success; }
    Part.-trouble .state { color: $text-warning; }
    Part .name { width: 20; text-style: bold; }
    Part .found { width: 1fr; height: auto; }
    """

    def __init__(self, check: Check) -> None:
        super().__init__(classes="" if check.state == "ok" else "-trouble")
        self._check = check

    def compose(self) -> ComposeResult:
        """State, name, finding and fix."""
        check = self._check
        yield Label(STATES.get(check.state, plain(check.state)), classes="state", markup=False)
        yield Label(plain(check.part), classes="name", markup=False)
        took = f"  ({check.ms / 1000:.1f} s)" if check.ms >= 100 else ""
        fix = ("\nTo do: ", "bold $text-warning"), plain(check.fix)
        yield Static(Content.assemble(plain(check.detail), (took, "$text-muted"), *(fix if check.fix else ())), classes="found", markup=False)


class Findings(VerticalScroll, can_focus=True):
    """All parts, what fails first."""

    DEFAULT_CSS = """
    Findings:focus { background-tint: $primary 4%; }
    Findings #none { padding: 0 1; color: $text-muted; }
    """

    def compose(self) -> ComposeResult:
        """Nothing, at first."""
        yield Static(NONE, id="none", markup=False)

    def show(self, checks: tuple[Check, ...]) -> None:
        """Show these instead of what was there."""
        order = {"fail": 0, "note": 1}
        self.remove_children()
        self.mount_all(Part(check) for check in sorted(checks, key=lambda check: order.get(check.state, 2)))
        self.turn("top")

    def turn(self, where: str) -> None:
        """Go "page down", "page up", to the "top" or "bottom"."""
        turn(self, where)


def told(checks: tuple[Check, ...], seconds: float) -> str:
    """The findings in one sentence."""
    failing, noted = (sum(check.state == state for check in checks) for state in ("fail", "note"))
    worst = f"✗ {count(failing, 'part')} {'fails' if failing == 1 else 'fail'}" if failing else "✓ Everything works"
    notes = f", {count(noted, 'note')}" if noted else ""
    return f"{worst}{notes}: {count(len(checks), 'part')} examined in {seconds:.0f} s. Press r to examine again, s without sounds."
