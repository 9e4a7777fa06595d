"""Tries pointer and keys on a window of our own, and nowhere else."""

import time
from dataclasses import dataclass

from agent.action import Ui, UiOp
from agent.display import x11
from agent.display.desk import Desk
from agent.display.panel import TITLE, Panel
from agent.errors import CannotAct
from agent.hands.screen_acts import ScreenActs
from agent.observation import Element

FOCUS_S = 2.0
"""Seconds the window gets to come to the front."""
ARRIVE_S = 2.0
"""Seconds events get to arrive."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What the window received."""

    clicked: bool
    click_ms: float
    """From the act to the event in the window."""
    text: str
    type_ms: float


def tried(desk: Desk, text: str) -> Trial:
    """Click a button of our own window and type a text into it; blocks. The pointer is put back and every key released.

    Raises CannotAct, with nothing done, when the window does not have the keyboard, and an X error when the display is gone.
    """
    panel = Panel(desk.display)
    before = panel.pointer
    try:
        if not panel.show(FOCUS_S):
            raise CannotAct("another window keeps the keyboard, so nothing was typed")
        if panel.grabbed():
            raise CannotAct("another program holds the keyboard or the pointer (an open menu or a locked screen), so nothing was typed")
        acts = ScreenActs(desk)
        try:
            return _tried(acts, panel, text)
        finally:
            _put_back(acts, before)
            acts.close()
    finally:
        panel.close()


def _tried(acts: ScreenActs, panel: Panel, text: str) -> Trial:
    box = panel.button
    button = Element("doctor|button", "push button", "Press me", None, frozenset({"showing"}), box, TITLE, 0)
    moved = False

    def aimed() -> None:
        """Before each event of the click: the button must lie open, and the pointer stay on it."""
        nonlocal moved
        focused()
        if not panel.under(*box.centre):
            raise CannotAct("another window lies over the button, so nothing was clicked")
        if moved and not box.contains(*panel.pointer):
            raise CannotAct("the pointer was moved away, so nothing was clicked")
        moved = True

    def focused() -> None:
        """Before each event: what is typed must go to the panel."""
        if not panel.kept():
            raise CannotAct("another window took the keyboard, so all ended at once")

    begun = time.monotonic()
    acts.act(Ui(UiOp.CLICK, button), aimed)
    clicked = panel.wait(lambda: panel.received.pressed, ARRIVE_S)
    between = time.monotonic()
    acts.act(Ui(UiOp.TYPE, text=text), focused)
    panel.wait(lambda: len(panel.received.text) >= len(text), ARRIVE_S)
    return Trial(clicked, (between - begun) * 1000, panel.received.text, (time.monotonic() - between) * 1000)


def _put_back(acts: ScreenActs, place: tuple[int, int]) -> None:
    try:
        acts.point(*place)
    except x11.Failure:
        return
