from collections.abc import Iterator

import pytest

from agent.display import x11
from agent.display.desk import Desk
from agent.hands.keymap import Keymap, keysym


@pytest.fixture
def keymap(desk: Desk) -> Iterator[Keymap]:
    connection = x11.connect(desk.display)
    made = Keymap(connection)
    yield made
    made.give_back()
    connection.close()


def test_characters_have_symbols() -> None:
    assert [keysym(character) for character in "aü€😀\n\t"] == [0x61, 0xFC, 0x010020AC, 0x0101F600, 0xFF0D, 0xFF09]


def test_layout_keys_are_found_with_their_shift(keymap: Keymap) -> None:
    small, capital = keymap.key(keysym("a")), keymap.key(keysym("A"))
    assert small is not None
    assert capital is not None
    assert (small[0], small[1], capital[1]) == (capital[0], False, True)
    assert keymap.key(keysym("😀")) is None


def test_keys_are_lent_and_given_back(keymap: Keymap) -> None:
    before = len(keymap.spares())
    keymap.lend([keysym("😀"), keysym("ж"), keysym("😀")])
    assert keymap.key(keysym("😀")) != keymap.key(keysym("ж"))
    assert keymap.layout_key(keysym("😀")) is None
    assert keymap.key(keysym("😀")) is not None
    keymap.give_back()
    assert keymap.key(keysym("😀")) is None
    assert len(keymap.spares()) == before


def test_what_a_crash_left_lent_is_spare_again(desk: Desk, keymap: Keymap) -> None:
    before = keymap.spares()
    keymap.lend([keysym("😀")])
    connection = x11.connect(desk.display)
    assert Keymap(connection).spares() == before
    connection.close()


def test_an_empty_pool_is_an_error(keymap: Keymap) -> None:
    spare = len(keymap.spares())
    with pytest.raises(LookupError, match=f"{spare} spare keys and {spare + 1} are needed"):
        keymap.lend([0x0101F600 + number for number in range(spare + 1)])
