import socket

import pytest

from agent.hands.stopline import StopLine, Stopped


def test_latches_until_cleared(stop: tuple[StopLine, socket.socket]) -> None:
    line, other = stop
    assert not line.raised()
    other.send(b"stop")
    assert line.raised()
    assert line.raised()
    with pytest.raises(Stopped):
        line.check()
    line.clear()
    assert not line.raised()
    line.check()


def test_clearing_also_forgets_what_was_not_yet_read(stop: tuple[StopLine, socket.socket]) -> None:
    line, other = stop
    other.send(b"x")
    line.clear()
    assert not line.raised()


def test_a_dead_line_means_stop_and_stays_so(stop: tuple[StopLine, socket.socket]) -> None:
    line, other = stop
    other.close()
    assert line.raised()
    line.clear()
    assert line.raised()
