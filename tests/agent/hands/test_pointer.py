import os
from collections.abc import Iterator

import pytest

from agent.display import x11
from agent.display.desk import Desk
from agent.hands.keymap import Keymap
from agent.hands.pointer import Devices


@pytest.fixture
def server(desk: Desk) -> Iterator[x11.Connection]:
    connection = x11.connect(desk.display)
    yield connection
    connection.close()


def test_moves_presses_and_leaves_the_environment_alone(desk: Desk, server: x11.Connection) -> None:
    before = dict(os.environ)
    devices = Devices(desk.environment)
    assert dict(os.environ) == before
    devices.move(12, 34)
    state = server.screen().root.query_pointer()
    assert (state.root_x, state.root_y) == (12, 34)
    devices.button(True, 2)
    assert server.screen().root.query_pointer().mask & x11.X.Button2Mask
    devices.button(False, 2)
    assert not server.screen().root.query_pointer().mask & x11.X.Button2Mask
    devices.renew()
    devices.wheel(0, 1)
    devices.close()


def test_keys_go_through_the_server_and_not_by_sent_events(desk: Desk, server: x11.Connection) -> None:
    devices = Devices(desk.environment)
    found = Keymap(server).key(0x61)
    assert found is not None
    devices.key(0x61, True)
    down = server.query_keymap()
    devices.key(0x61, False)
    assert down[found[0] // 8] >> (found[0] % 8) & 1
    devices.close()
    assert not any(server.query_keymap())
