import socket

import pytest

from agent.hands.stopline import MAYBE, NEVER_MIND, StopLine, Stopped


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


def test_in_doubt_the_hands_wait_until_it_was_nothing(stop: tuple[StopLine, socket.socket]) -> None:
    line, other = stop
    other.send(MAYBE)
    looks = iter((False, False, True))
    line.wait(lambda: next(looks))  # it waits until something else ends it
    assert next(looks, None) is None
    other.send(NEVER_MIND)
    line.wait(lambda: pytest.fail("waited although it was nothing"))
    assert not line.raised()


def test_a_doubt_that_nobody_settles_ends_by_itself(stop: tuple[StopLine, socket.socket]) -> None:
    line, other = stop
    other.send(MAYBE)
    line.wait(lambda: False)
    assert not line.raised()


def test_stop_after_a_doubt_is_stop(stop: tuple[StopLine, socket.socket]) -> None:
    line, other = stop
    other.send(MAYBE)
    other.send(b"s")
    line.wait(lambda: False)
    assert line.raised()
