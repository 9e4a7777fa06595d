import time

from Xlib.ext import xtest

from agent.display import x11
from agent.display.desk import Desk
from agent.display.rawinput import BUTTON, KEY, Raw, raw, select


def test_keys_and_buttons_are_told_with_the_server_s_time_also_when_another_program_has_them(desk: Desk) -> None:
    watcher, other = x11.connect(desk.display), x11.connect(desk.display)
    select(watcher, KEY, BUTTON)
    assert other.screen().root.grab_keyboard(False, x11.X.GrabModeAsync, x11.X.GrabModeAsync, x11.X.CurrentTime) == x11.X.GrabSuccess
    code, before = other.keysym_to_keycode(ord("a")), time.monotonic()
    for kind, number in ((x11.X.KeyPress, code), (x11.X.KeyRelease, code), (x11.X.ButtonPress, 9), (x11.X.ButtonRelease, 9)):
        xtest.fake_input(other, kind, number)
    other.sync()
    watcher.sync()
    told: list[Raw] = []
    while watcher.pending_events():
        if (event := raw(watcher.next_event())) is not None:
            told.append(event)

    assert [(one.kind, one.code) for one in told] == [(KEY, code), (BUTTON, 9)]
    assert all((before - 0.05) * 1000 <= one.at_ms <= (time.monotonic() + 0.05) * 1000 for one in told)
    other.close()
    watcher.close()
