from collections.abc import Iterator

import pytest

from agent.display import x11
from agent.display.desk import Desk
from agent.display.keygrabs import Grabs, masks_of
from agent.display.shortcut import symbol_of


@pytest.fixture
def connection(desk: Desk) -> Iterator[x11.Connection]:
    made = x11.connect(desk.display)
    yield made
    made.close()


def test_a_chord_counts_with_any_lock_on_and_with_nothing_else_held(connection: x11.Connection) -> None:
    grabs = Grabs(connection, {"stop": "Ctrl+Pause", "hold": "F9"})
    assert grabs.renew() == {}
    pause, f9 = (connection.keysym_to_keycode(symbol_of(name)) for name in ("Pause", "F9"))
    lock, num_lock, ctrl, shift = 2, 16, 4, 1
    assert [grabs.name_of(pause, ctrl | locks) for locks in (0, lock, num_lock, lock | num_lock)] == ["stop"] * 4
    assert grabs.name_of(f9, 0x2000 | num_lock) == "hold"
    assert [grabs.name_of(pause, 0), grabs.name_of(pause, ctrl | shift), grabs.name_of(f9, ctrl), grabs.name_of(f9 + 1, 0)] == [""] * 4
    assert grabs.code_in(f9)
    assert not grabs.code_in(f9 + 1)


def test_a_chord_that_another_program_has_is_named_and_the_others_are_had(connection: x11.Connection, desk: Desk) -> None:
    other = x11.connect(desk.display)
    assert Grabs(other, {"theirs": "F7"}).renew() == {}
    grabs = Grabs(connection, {"stop": "F7", "hold": "F8", "talk": "Ctrl+F7"})
    assert grabs.renew() == {"stop": "F7 is taken by another program"}
    assert grabs.renew() == {}
    f7, f8 = (connection.keysym_to_keycode(symbol_of(name)) for name in ("F7", "F8"))
    assert [grabs.name_of(f7, 0), grabs.name_of(f7, 4), grabs.name_of(f8, 0)] == ["", "talk", "hold"]
    other.close()


def test_what_the_keyboard_lacks_or_x_does_not_know_is_said(connection: x11.Connection) -> None:
    troubles = Grabs(connection, {"hold": "Ctrl+Cyrillic_ya", "stop": "Big+Red"}).renew()

    assert troubles == {"hold": "this keyboard has no Ctrl+Cyrillic_ya", "stop": "Big+Red is no key that X knows"}


def test_a_modifier_may_be_another_key_of_its_kind() -> None:
    assert masks_of("Alt_L", {symbol_of("Meta_L"): 8}) == 8
    assert masks_of("Super_L", {symbol_of("Meta_L"): 8}) == 0
