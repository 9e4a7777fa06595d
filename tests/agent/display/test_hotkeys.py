import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager

import pytest
from Xlib.ext import xtest

from agent.action import Ui, UiOp
from agent.display import x11
from agent.display.desk import Desk
from agent.display.hotkeys import Hotkeys, Key, Unheard
from agent.display.shortcut import symbol_of
from agent.hands.screen import ScreenHands

LIMIT_S = 5.0
REPEATS_S = 0.9
"""Seconds by which a held key repeats, by X's own default."""
CHORDS = {"hold": "F9", "stop": "Ctrl+Alt+Escape", "none": ""}


class Keyboard:
    """A person's keyboard: keys by their X names."""

    def __init__(self, display: str) -> None:
        self.connection = x11.connect(display)

    def code(self, name: str) -> int:
        return self.connection.keysym_to_keycode(symbol_of(name))

    def strike(self, *names: str) -> None:
        """Hold all, then let go of all."""
        self.go(True, *names)
        self.go(False, *reversed(names))

    def go(self, down: bool, *names: str) -> None:
        for name in names:
            xtest.fake_input(self.connection, x11.X.KeyPress if down else x11.X.KeyRelease, self.code(name))
        self.connection.sync()


@pytest.fixture
def keyboard(desk: Desk) -> Iterator[Keyboard]:
    made = Keyboard(desk.display)
    yield made
    made.connection.close()


class Told:
    """What hotkeys told so far."""

    def __init__(self) -> None:
        self.events: asyncio.Queue[Key | Unheard | None] = asyncio.Queue()

    async def read(self, hotkeys: Hotkeys) -> None:
        async for event in hotkeys.told():
            self.events.put_nowait(event)
        self.events.put_nowait(None)

    async def next(self) -> tuple[str, bool] | str | None:
        event = await asyncio.wait_for(self.events.get(), LIMIT_S)
        return (event.name, event.down) if isinstance(event, Key) else event.why if event else None


@asynccontextmanager
async def listened(display: str, chords: dict[str, str]) -> AsyncGenerator[Told]:
    told = Told()
    async with asyncio.TaskGroup() as group:
        reading = group.create_task(told.read(Hotkeys(display, chords)))
        await asyncio.sleep(0)  # it has the keys before it first waits
        yield told
        reading.cancel()


async def test_a_key_goes_down_and_up_once_however_long_it_is_held(desk: Desk, keyboard: Keyboard) -> None:
    async with listened(desk.display, CHORDS) as told:
        keyboard.go(True, "F9")
        assert await told.next() == ("hold", True)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(told.events.get(), REPEATS_S)
        keyboard.go(False, "F9")
        assert await told.next() == ("hold", False)
        keyboard.strike("F9")
        assert [await told.next(), await told.next()] == [("hold", True), ("hold", False)]


async def test_a_chord_counts_with_its_modifiers_only_and_with_caps_lock_on(desk: Desk, keyboard: Keyboard) -> None:
    async with listened(desk.display, CHORDS) as told:
        keyboard.strike("Escape")
        keyboard.strike("Control_L", "Escape")
        keyboard.strike("Control_R", "Alt_L", "Escape")
        assert [await told.next(), await told.next()] == [("stop", True), ("stop", False)]
        keyboard.strike("Caps_Lock")
        keyboard.strike("Num_Lock")
        keyboard.strike("F9")
        assert [await told.next(), await told.next()] == [("hold", True), ("hold", False)]
        keyboard.strike("Caps_Lock")
        keyboard.strike("Num_Lock")


async def test_a_key_is_heard_while_another_program_has_the_keyboard(desk: Desk, keyboard: Keyboard) -> None:
    other = x11.connect(desk.display)
    async with listened(desk.display, CHORDS) as told:
        assert other.screen().root.grab_keyboard(False, x11.X.GrabModeAsync, x11.X.GrabModeAsync, x11.X.CurrentTime) == x11.X.GrabSuccess
        keyboard.go(True, "F9")
        assert await told.next() == ("hold", True)
        keyboard.go(False, "F9")
        assert await told.next() == ("hold", False)
    other.close()


async def test_a_chord_that_is_taken_is_told_and_the_others_go_on(desk: Desk, keyboard: Keyboard) -> None:
    async with listened(desk.display, {"theirs": "F9"}) as theirs, listened(desk.display, {"hold": "F9", "stop": "F7"}) as told:
        assert await told.next() == "F9 is taken by another program"
        keyboard.strike("F9", "F7")
        assert await told.next() == ("stop", True)
        assert await theirs.next() == ("theirs", True)


async def test_a_key_is_found_again_where_another_layout_puts_it(desk: Desk, keyboard: Keyboard) -> None:
    f9, f10 = keyboard.code("F9"), keyboard.code("F10")
    rows = [list(keyboard.connection.get_keyboard_mapping(code, 1)[0]) for code in (f9, f10)]
    async with listened(desk.display, CHORDS) as told:
        try:
            keyboard.connection.change_keyboard_mapping(f9, [rows[1]])
            keyboard.connection.change_keyboard_mapping(f10, [rows[0]])
            xtest.fake_input(keyboard.connection, x11.X.KeyPress, f10)
            keyboard.connection.sync()
            assert await told.next() == ("hold", True)
            xtest.fake_input(keyboard.connection, x11.X.KeyRelease, f10)
            keyboard.connection.sync()
            assert await told.next() == ("hold", False)
        finally:
            for code, row in zip((f9, f10), rows, strict=True):
                keyboard.connection.change_keyboard_mapping(code, [row])
            keyboard.connection.sync()


async def test_when_the_display_goes_a_key_that_is_down_goes_up_and_all_ends() -> None:
    process = await asyncio.create_subprocess_exec(
        "Xvfb", "-displayfd", "1", "-nolisten", "tcp", "-noreset", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    assert process.stdout is not None
    display = f":{(await process.stdout.readline()).decode().strip()}"
    keyboard = Keyboard(display)
    async with listened(display, CHORDS) as told:
        keyboard.go(True, "F9")
        assert await told.next() == ("hold", True)
        process.kill()
        await process.wait()
        assert await told.next() == ("hold", False)
        assert await told.next() is None
    keyboard.connection.display.socket.close()


def test_a_display_that_is_not_there_is_a_failure() -> None:
    with pytest.raises(x11.Failure):
        Hotkeys(":9876", CHORDS)


async def test_what_the_hands_type_is_not_taken_for_a_chord(desk: Desk, keyboard: Keyboard, hands: ScreenHands) -> None:
    async with listened(desk.display, {"hold": "F9", "letter": "Ctrl+a"}) as told:
        await hands.perform(Ui(UiOp.TYPE, text="aaa Grüße 😀 für Zoë " * 5), lambda: None)
        await hands.perform(Ui(UiOp.PRESS, keys="ctrl+b"), lambda: None)
        keyboard.strike("F9")
        assert [await told.next(), await told.next()] == [("hold", True), ("hold", False)]
