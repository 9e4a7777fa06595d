import asyncio
import socket
import threading
from collections.abc import Iterator

import pytest

from agent.action import Ui, UiOp
from agent.display import x11
from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from agent.errors import CannotAct
from agent.hands.screen import ScreenHands
from agent.hands.stopline import StopLine, Stopped
from tests.agent.conftest import Launch
from tests.agent.seeing import find, nothing, shows


def _down(desk: Desk) -> bool:
    server = x11.connect(desk.display)
    try:
        return any(server.query_keymap()) or bool(server.screen().root.query_pointer().mask & 0x1F00)
    finally:
        server.close()


async def test_calculates_with_the_mouse_and_with_keys(eyes: X11Eyes, hands: ScreenHands, launch: Launch) -> None:
    await launch("galculator")
    seen = await eyes.wait_for(shows("galculator", 30), 5)
    for key in "12*8=":
        await hands.perform(Ui(UiOp.CLICK, element=find(seen, "button", key), window=seen.active), nothing)
        assert hands.first_input_at > seen.taken_at
    assert find(await eyes.wait_for(lambda seen: find(seen, "text").value == "96", 3), "text").value == "96"
    for key in ("escape", "9", "plus", "1", "equal"):
        await hands.perform(Ui(UiOp.PRESS, keys=key, window=seen.active), nothing)
    assert find(await eyes.wait_for(lambda seen: find(seen, "text").value == "10", 3), "text").value == "10"


async def test_types_into_an_element_and_edits_with_chords(eyes: X11Eyes, hands: ScreenHands, launch: Launch) -> None:
    await launch("mousepad")
    seen = await eyes.wait_for(shows("mousepad", 5), 8)
    await eyes.settle(2)
    text = "Grüße 😀 für Zoë"
    await hands.perform(Ui(UiOp.TYPE, element=find(seen, "text"), window=seen.active, text=text), nothing)
    assert find(await eyes.wait_for(lambda seen: find(seen, "text").value == text, 3), "text").value == text
    await hands.perform(Ui(UiOp.PRESS, keys="ctrl+a", window=seen.active), nothing)
    await hands.perform(Ui(UiOp.PRESS, keys="ß", window=seen.active), nothing)
    assert find(await eyes.wait_for(lambda seen: find(seen, "text").value == "ß", 3), "text").value == "ß"


async def test_menus_open_and_windows_are_focused_and_closed(eyes: X11Eyes, hands: ScreenHands, launch: Launch) -> None:
    await launch("galculator")
    seen = await eyes.wait_for(shows("galculator", 30), 5)
    calc = seen.windows[0]
    await hands.perform(Ui(UiOp.CLICK, element=find(seen, "menu", "Help"), window=calc), nothing)
    seen = await eyes.wait_for(lambda seen: any(element.name == "About" for element in seen.elements), 3)
    assert find(seen, "menu item", "About").box.width > 0
    await hands.perform(Ui(UiOp.PRESS, keys="escape", window=calc), nothing)
    await launch("zenity", "--entry", "--text=name")
    seen = await eyes.wait_for(shows("zenity", 3), 5)
    await hands.perform(Ui(UiOp.FOCUS, window=calc), nothing)
    assert (await eyes.wait_for(shows("galculator"), 3)).windows[0].id == calc.id
    # What is meant for the dialog brings it to the front first.
    await hands.perform(Ui(UiOp.TYPE, window=seen.windows[0], text="abc"), nothing)
    seen = await eyes.wait_for(lambda seen: any(element.value == "abc" for element in seen.elements), 3)
    assert find(seen, "text").value == "abc"
    await hands.perform(Ui(UiOp.CLOSE, window=calc), nothing)
    seen = await eyes.wait_for(lambda seen: seen.window(calc.id) is None, 3)
    assert [window.app for window in seen.windows] == ["zenity"]


async def test_stop_before_the_first_event_does_nothing(desk: Desk, hands: ScreenHands, stop: tuple[StopLine, socket.socket]) -> None:
    await hands.release_all()
    stop[1].send(b"!")
    with pytest.raises(Stopped):
        await hands.perform(Ui(UiOp.TYPE, text="never"), nothing)
    assert hands.first_input_at == 0.0
    assert not _down(desk)


async def test_stop_in_the_middle_of_a_chord_or_click_lets_go(desk: Desk, eyes: X11Eyes, hands: ScreenHands, launch: Launch) -> None:
    await launch("galculator")
    seen = await eyes.wait_for(shows("galculator", 30), 5)
    for act, last in ((Ui(UiOp.PRESS, keys="ctrl+shift+g"), 3), (Ui(UiOp.CLICK, element=find(seen, "button", "7")), 2)):
        left = iter(range(last))

        def check(left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                assert _down(desk)
                raise Stopped

        with pytest.raises(Stopped):
            await hands.perform(act, check)
        assert not _down(desk)


async def test_cancelling_ends_the_typing_and_releases_keys(desk: Desk, eyes: X11Eyes, hands: ScreenHands, launch: Launch) -> None:
    await launch("mousepad")
    seen = await eyes.wait_for(shows("mousepad", 5), 8)
    begun = threading.Event()
    count = [0]

    def check() -> None:
        count[0] += 1
        if count[0] > 20:
            begun.set()

    async with asyncio.TaskGroup() as group:
        typing = group.create_task(hands.perform(Ui(UiOp.TYPE, element=find(seen, "text"), window=seen.active, text="A" * 100_000), check))
        await asyncio.to_thread(begun.wait, 5)
        typing.cancel()
    assert typing.cancelled()
    assert count[0] < 100_000
    assert not _down(desk)


async def test_keys_left_down_by_a_crash_are_released_at_the_start(desk: Desk, hands: ScreenHands) -> None:
    server = x11.connect(desk.display)
    server.xtest_fake_input(x11.X.KeyPress, server.keysym_to_keycode(0xFFE3))
    server.xtest_fake_input(x11.X.ButtonPress, 1)
    server.sync()
    assert _down(desk)
    await hands.release_all()
    assert not _down(desk)
    server.close()


async def test_a_display_that_is_gone_cannot_be_acted_on() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        hands = ScreenHands(Desk(":4711", {"DISPLAY": ":4711"}, frozenset(), ""), StopLine(ours))
        with pytest.raises(CannotAct, match="cannot reach the screen"):
            await hands.perform(Ui(UiOp.PRESS, keys="a"), nothing)
        await hands.close()


async def test_hands_rest_while_the_keyboard_is_the_user_s_and_a_stop_ends_that_too(hands: ScreenHands, stop: tuple[StopLine, socket.socket]) -> None:
    line, say = stop
    asked = 0

    def count() -> None:
        nonlocal asked
        asked += 1

    async with asyncio.TaskGroup() as group:
        line.rest(True)
        typing = group.create_task(hands.perform(Ui(UiOp.TYPE, text="x" * 20), count))
        done, _ = await asyncio.wait((typing,), timeout=0.2)
        assert not done
        assert asked == 0
        line.rest(False)
    assert asked >= 20
    line.rest(True)
    say.send(b"s")
    with pytest.raises(Stopped):
        await hands.perform(Ui(UiOp.TYPE, text="x"), count)
    line.clear()
    task = asyncio.ensure_future(hands.perform(Ui(UiOp.TYPE, text="x"), count))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    line.rest(False)
