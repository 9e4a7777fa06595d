"""Single keys and chords: layout keys through pynput, anything else through the typist."""

from collections.abc import Callable
from typing import Protocol

from agent.errors import CannotAct
from agent.hands.chord import MODIFIERS, Chord, parse
from agent.hands.typist import Typist


class KeyDevice(Protocol):
    """Presses keys that the layout has."""

    def key(self, symbol: int, down: bool) -> None:
        """Press or release the key that carries this symbol."""
        ...

    def renew(self) -> None:
        """Read the keyboard map again."""
        ...


class Keys:
    """A keyboard on one display; for use in one thread."""

    def __init__(self, device: KeyDevice, typist: Typist) -> None:
        self._device = device
        self._typist = typist

    def press(self, keys: str, check: Callable[[], None]) -> None:
        """Strike a key or chord ("ctrl+s"), calling check before every event. Raises CannotAct for a key that nobody knows or the layout lacks."""
        chord = parse(keys)
        if self._typist.keymap.changed():
            self._typist.keymap.reload()
            self._device.renew()
        found = self._typist.keymap.layout_key(chord.key) if chord.key else (0, False)
        if found is None:
            if chord.held or not chord.character:
                raise CannotAct(f"the keyboard layout has no key for {keys}")
            self._typist.type(chord.character, check)
            return
        shift = MODIFIERS["shift"]
        held = (*chord.held, shift) if found[1] and shift not in chord.held else chord.held
        self._strike(Chord(held, chord.key, chord.character), check)

    def _strike(self, chord: Chord, check: Callable[[], None]) -> None:
        down: list[int] = []
        try:
            for symbol in (*chord.held, chord.key):
                if symbol:
                    check()
                    down.append(symbol)
                    self._device.key(symbol, True)
            check()
        finally:
            for symbol in reversed(down):
                self._device.key(symbol, False)
