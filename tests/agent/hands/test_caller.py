import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Any

import pytest
from dbus_fast.aio.message_bus import MessageBus
from dbus_fast.constants import MessageType
from dbus_fast.message import Message

from agent.action import Bus
from agent.display.desk import Desk
from agent.errors import CannotAct, Unsure
from agent.hands.caller import TIMEOUT_S, Caller

NAME = "org.sayso.Test"


class Service:
    """A service on a bus of our own that writes down what it is asked."""

    def __init__(self, bus: MessageBus) -> None:
        self.bus = bus
        self.calls: list[tuple[str, list[Any]]] = []
        self.called = asyncio.Event()
        bus.add_message_handler(self._asked)

    def _asked(self, message: Message) -> Message | bool | None:
        if message.message_type is not MessageType.METHOD_CALL or message.interface != NAME:
            return None
        self.calls.append((message.member, message.body))
        self.called.set()
        match message.member:
            case "Refuse":
                return Message.new_error(message, "org.sayso.No", "not today")
            case "Silent":
                return Message.new_error(message, "org.freedesktop.DBus.Error.NoReply", "")
            case "Leave":
                self.bus.disconnect()
                return True
            case "Hang":
                return True
            case _:
                return Message.new_method_return(message)


@pytest.fixture
async def address() -> AsyncGenerator[str]:
    daemon = await asyncio.create_subprocess_exec(
        "dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    assert daemon.stdout is not None
    yield (await asyncio.wait_for(daemon.stdout.readline(), 10)).decode().strip()
    daemon.kill()
    await daemon.communicate()


@pytest.fixture
async def service(address: str) -> AsyncGenerator[Service]:
    bus = await MessageBus(bus_address=address).connect()
    await bus.request_name(NAME)
    yield Service(bus)
    if bus.connected:
        bus.disconnect()


def on(address: str, limit_s: float = TIMEOUT_S) -> Caller:
    return Caller(Desk("", {"DBUS_SESSION_BUS_ADDRESS": address}, frozenset(), ""), limit_s)


def call(member: str = "Do", signature: str = "", *arguments: str | int | bool, service: str = NAME, path: str = "/a") -> Bus:
    return Bus(service, path, NAME, member, signature, arguments)


async def test_a_call_arrives_as_it_was_bound_and_once(address: str, service: Service) -> None:
    await on(address).perform(call("Do", "sib", "x", -5, True))
    assert service.calls == [("Do", ["x", -5, True])]


async def test_a_no_of_the_service_is_said(address: str, service: Service) -> None:
    with pytest.raises(CannotAct, match="refused: not today"):
        await on(address).perform(call("Refuse"))


@pytest.mark.parametrize("member", ["Silent", "Leave"])
async def test_a_service_that_never_answers_may_have_done_it(address: str, service: Service, member: str) -> None:
    with pytest.raises(Unsure, match="did not answer"):
        await on(address).perform(call(member))
    assert len(service.calls) == 1


async def test_a_service_that_takes_too_long_may_have_done_it(address: str, service: Service) -> None:
    with pytest.raises(Unsure, match="within"):
        await on(address, 0.3).perform(call("Hang"))
    assert [member for member, _ in service.calls] == ["Hang"]


async def test_a_service_that_is_not_there_has_done_nothing(address: str) -> None:
    with pytest.raises(CannotAct, match="refused"):
        await on(address).perform(call(service="org.sayso.Nobody"))


BADLY_FORMED: tuple[Callable[[], Bus], ...] = (
    lambda: call(service="no name"),
    lambda: call(path="no path"),
    lambda: call("no member"),
    lambda: call("Do", "i", "text"),
    lambda: call("Do", "s", 5),
    lambda: call("Do", "i", 2**40),
    lambda: call("Do", "ss", "one"),
    lambda: call("Do", "(", "one"),
)


@pytest.mark.parametrize("made", BADLY_FORMED)
async def test_a_call_that_is_not_well_formed_is_never_sent(address: str, service: Service, made: Callable[[], Bus]) -> None:
    with pytest.raises(CannotAct, match="well formed"):
        await on(address).perform(made())
    assert service.calls == []


@pytest.mark.parametrize("wrong", ["unix:path=/nonexistent/bus", "nonsense", "unix:nothing=1"])
async def test_a_bus_that_is_not_there(wrong: str) -> None:
    with pytest.raises(CannotAct, match="cannot reach the session bus"):
        await on(wrong).perform(call())


async def test_a_desk_without_a_bus_never_uses_the_daemon_s_own(address: str, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with pytest.raises(CannotAct, match="no session bus"):
        await Caller(Desk("", {}, frozenset(), "")).perform(call())
    assert service.calls == []
