"""Typing any text on an X display, whatever the keyboard layout."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

from agent.display import x11
from agent.display.attention import Attention
from agent.errors import CannotAct
from agent.hands.keymap import Keymap, keysym

_SHIFT = 0xFFE1
_CAPS = 0xFFE5
_BATCH = 24
"""Most characters outside the layout that are given keys at once."""


class Typist:
    """Types through the XTEST extension; for use in one thread."""

    def __init__(self, display: str, attention: Attention) -> None:
        self._connection = x11.connect(display)
        self._attention = attention
        self.keymap = Keymap(self._connection)

    def type(self, text: str, check: Callable[[], None]) -> None:
        """Type the text, calling check before every event (it raises to stop). Raises CannotAct when a character cannot be typed."""
        if self.keymap.changed():
            self.keymap.reload()
        self.release_held()
        self._attention.catch_up()
        group = _state(self._connection) >> 13 & 3
        with self._no_caps():
            for part, needed in _parts(text, group, self.keymap):
                for character in self._lent(part, needed):
                    self._strike(keysym(character), group, check)

    def release_held(self) -> None:
        """Release every key that is down, whoever pressed it."""
        for code in self.held():
            self._connection.xtest_fake_input(x11.X.KeyRelease, code)
        self._connection.sync()

    def held(self) -> list[int]:
        """Key codes that are down now."""
        down: Any = self._connection.query_keymap()
        return [8 * place + bit for place, byte in enumerate(down) for bit in range(8) if byte >> bit & 1]

    def close(self) -> None:
        """Give the lent keys back and let go of the display."""
        try:
            self._attention.catch_up()
            self.keymap.give_back()
            self._connection.close()
        except x11.Failure:
            return

    def _lent(self, part: str, needed: dict[int, None]) -> str:
        # What was typed before is read before any key changes its meaning; and the window manager must not fall far behind, for it
        # reads the whole map again (openbox: 40 ms) for every key that changes.
        self._attention.catch_up()
        try:
            self.keymap.lend(needed)
        except LookupError as error:
            raise CannotAct(f"I cannot type “{part[:20]}”: {error}") from error
        return part

    def _strike(self, symbol: int, group: int, check: Callable[[], None]) -> None:
        found = self.keymap.key(symbol, group)
        shift = self.keymap.key(_SHIFT)
        if found is None or shift is None:
            raise CannotAct("the keyboard map changed while I typed")
        code, shifted = found
        down: list[int] = []
        try:
            for key in (shift[0], code) if shifted else (code,):
                check()
                down.append(key)
                self._connection.xtest_fake_input(x11.X.KeyPress, key)
            check()
        finally:
            for key in reversed(down):
                self._connection.xtest_fake_input(x11.X.KeyRelease, key)
            self._connection.sync()

    @contextmanager
    def _no_caps(self) -> Generator[None]:
        caps = self.keymap.key(_CAPS)
        locked = caps is not None and bool(_state(self._connection) & x11.X.LockMask)
        try:
            if caps is not None and locked:
                _tap(self._connection, caps[0])
            yield
        finally:
            if caps is not None and locked:
                _tap(self._connection, caps[0])


def _parts(text: str, group: int, keymap: Keymap) -> Iterator[tuple[str, dict[int, None]]]:
    """The text in pieces, each with the symbols in it that the layout lacks: no more than there are spare keys."""
    limit = max(1, min(_BATCH, len(keymap.spares())))
    start, needed = 0, dict[int, None]()
    for place, character in enumerate(text):
        symbol = keysym(character)
        if symbol in needed or keymap.layout_key(symbol, group) is not None:
            continue
        if len(needed) == limit:
            yield text[start:place], needed
            start, needed = place, dict[int, None]()
        needed[symbol] = None
    yield text[start:], needed


def _tap(connection: x11.Connection, code: int) -> None:
    connection.xtest_fake_input(x11.X.KeyPress, code)
    connection.xtest_fake_input(x11.X.KeyRelease, code)
    connection.sync()


def _state(connection: x11.Connection) -> int:
    return int(connection.screen().root.query_pointer().mask)
