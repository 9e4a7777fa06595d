from collections.abc import Iterator

import pytest

from agent.display import x11
from agent.display.desk import Desk
from agent.display.panel import TITLE, Panel
from agent.display.windows import Windows


@pytest.fixture
def panel(desk: Desk) -> Iterator[Panel]:
    made = Panel(desk.display)
    yield made
    made.close()


def test_it_comes_to_the_front_with_its_name(desk: Desk, panel: Panel) -> None:
    assert not panel.kept()
    assert panel.show(5)
    windows = Windows(desk.display)
    (seen,) = [window for window in windows.listed() if window.title == TITLE]
    assert seen.app == "sayso-doctor"
    assert seen.box.contains(*panel.button.centre)
    assert panel.under(*panel.button.centre)
    windows.close()


def test_waiting_ends(panel: Panel) -> None:
    assert not panel.wait(lambda: False, 0.05)
    assert panel.wait(lambda: True, 0.0)
    assert not panel.received.pressed


def test_what_lies_over_it_and_who_holds_the_keys_is_seen(desk: Desk, panel: Panel) -> None:
    assert panel.show(5)
    assert not panel.grabbed()
    other = x11.connect(desk.display)
    over = other.screen().root.create_window(0, 0, 1280, 800, 0, other.screen().root_depth, override_redirect=True)
    over.map()
    over.grab_keyboard(False, x11.X.GrabModeAsync, x11.X.GrabModeAsync, x11.X.CurrentTime)
    other.sync()
    assert panel.grabbed()
    assert not panel.under(*panel.button.centre)
    other.ungrab_keyboard(x11.X.CurrentTime)
    over.destroy()
    other.sync()
    assert not panel.grabbed()
    assert panel.under(*panel.button.centre)
    other.close()


def test_a_keyboard_that_was_taken_and_came_back_was_not_kept(desk: Desk, panel: Panel) -> None:
    assert panel.show(5)
    assert panel.wait(panel.kept, 1)
    other = x11.connect(desk.display)
    window = other.screen().root.create_window(0, 0, 40, 40, 0, other.screen().root_depth, override_redirect=True)
    window.map()
    window.set_input_focus(x11.X.RevertToParent, x11.X.CurrentTime)
    other.sync()
    assert panel.wait(lambda: not panel.kept(), 1)
    window.destroy()
    other.close()
    assert panel.received.losses >= 1
