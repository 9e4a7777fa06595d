import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from shell.errors import ShellError
from shell.event import Level, Listening
from shell.supervision import Supervision, follower, taken_from


class Told:
    """The supervisor's end."""

    def __init__(self, address: str) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(address)
        self.socket.setblocking(False)

    def all(self) -> list[str]:
        found: list[str] = []
        while True:
            try:
                found.append(self.socket.recv(4096).decode())
            except BlockingIOError:
                return found


@pytest.fixture
def told(short_folder: Path) -> Iterator[Told]:
    made = Told(str(short_folder / "notify"))
    yield made
    made.socket.close()


def with_watchdog(told: Told, seconds: float, now: list[float]) -> Supervision:
    return Supervision({"NOTIFY_SOCKET": told.socket.getsockname(), "WATCHDOG_USEC": str(int(seconds * 1e6))}, lambda: now[0])


def test_what_is_told(told: Told) -> None:
    supervision = Supervision({"NOTIFY_SOCKET": told.socket.getsockname()})
    supervision.ready()
    supervision.status("listening\nREADY=0")
    supervision.stopping()

    assert told.all() == ["READY=1", "STATUS=listening READY=0", "STOPPING=1"]


def test_an_abstract_socket_is_reached(told: Told) -> None:
    name = f"\0sayso-test-{os.getpid()}"
    abstract = Told(name)
    Supervision({"NOTIFY_SOCKET": "@" + name[1:]}).ready()

    assert abstract.all() == ["READY=1"]
    abstract.socket.close()


def test_the_watchdog_is_fed_four_times_in_its_time_however_often_we_are_alive(told: Told) -> None:
    now = [100.0]
    supervision = with_watchdog(told, 8.0, now)
    for _ in range(81):
        supervision.alive()
        now[0] += 0.1

    assert supervision.watchdog_s == 8.0
    assert told.all() == ["WATCHDOG=1"] * 4


def test_without_a_watchdog_nothing_is_fed(told: Told) -> None:
    supervision = Supervision({"NOTIFY_SOCKET": told.socket.getsockname()})
    supervision.alive()

    assert told.all() == []


def test_a_watchdog_meant_for_another_process_is_not_ours(told: Told) -> None:
    environ = {"NOTIFY_SOCKET": told.socket.getsockname(), "WATCHDOG_USEC": "8000000", "WATCHDOG_PID": str(os.getpid() + 1)}

    assert Supervision(environ).watchdog_s == 0.0
    assert Supervision(environ | {"WATCHDOG_PID": str(os.getpid())}).watchdog_s == 8.0


def test_without_a_supervisor_or_with_one_that_is_gone_nothing_happens(short_folder: Path) -> None:
    for environ in ({}, {"NOTIFY_SOCKET": str(short_folder / "gone"), "WATCHDOG_USEC": "1000"}):
        supervision = Supervision(environ)
        supervision.ready()
        supervision.alive()
        supervision.status("x")
        supervision.stopping()


def test_a_supervisor_that_does_not_read_does_not_hold_the_daemon(told: Told) -> None:
    now = [0.0]
    supervision = with_watchdog(told, 1.0, now)
    for _ in range(5000):
        now[0] += 1.0
        supervision.alive()

    assert 0 < len(told.all()) < 5000


def test_it_is_taken_out_of_the_environment(told: Told) -> None:
    environ = {"NOTIFY_SOCKET": told.socket.getsockname(), "WATCHDOG_USEC": "8000000", "WATCHDOG_PID": str(os.getpid()), "HOME": "/h"}
    supervision = taken_from(environ)
    supervision.ready()

    assert environ == {"HOME": "/h"}
    assert (told.all(), supervision.watchdog_s) == (["READY=1"], 8.0)


def test_an_address_of_another_kind_is_an_error_of_one_line() -> None:
    with pytest.raises(ShellError, match="NOTIFY_SOCKET=vsock:2:1"):
        Supervision({"NOTIFY_SOCKET": "vsock:2:1"})


def test_it_is_ready_when_it_listens_and_alive_unless_the_recogniser_hangs(told: Told) -> None:
    now = [0.0]
    tell = follower(with_watchdog(told, 4.0, now))
    tell(Listening(0, 1.0, speech=True))
    assert told.all() == []
    tell(Listening(0, 1.0))
    assert told.all() == ["READY=1"]
    for why, fed in (("", True), ("stuck", False), ("muted", True), ("lost", True), ("stuck", False)):
        now[0] += 10.0
        tell(Level(0, 1.0, why=why))
        assert told.all() == ["WATCHDOG=1"] * fed, why
