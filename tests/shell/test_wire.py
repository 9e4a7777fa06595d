import msgspec
import pytest

from shell.event import Heard
from shell.wire import Happened, Now, Reply, Request, Response, Say, Stop, Taken, Watch


@pytest.mark.parametrize("request_", [Say("open it"), Reply("yes"), Stop(), Stop(True), Watch(), Watch(True)])
def test_requests_come_through(request_: Request) -> None:
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(request_), type=Request) == request_


@pytest.mark.parametrize("response", [Taken(3), Taken(why="no question is open"), Now("listening", "", 2), Happened(Heard(1, 2.0, "hi"))])
def test_responses_come_through(response: Response) -> None:
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(response), type=Response) == response


def test_nobody_sees_digits_without_asking_for_them() -> None:
    assert Watch().digits is False
