"""Programs as units of their own in the user's systemd: outside the daemon's sandbox, alive after the daemon ends, ended at log-out."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import Any

from dbus_fast.aio.message_bus import MessageBus
from dbus_fast.constants import MessageType
from dbus_fast.errors import AuthError, DBusError
from dbus_fast.message import Message
from dbus_fast.signature import Variant

from agent.errors import CannotAct, Unsure

LIMIT_S = 10.0
"""Seconds for all of it: to reach the user manager, its answers, and the program's start."""
_SYSTEMD = "org.freedesktop.systemd1"
_PATH = "/org/freedesktop/systemd1"
_MANAGER = "org.freedesktop.systemd1.Manager"
_BUS = "org.freedesktop.DBus"
_BUS_PATH = "/org/freedesktop/DBus"
_EXIT = "ExitType"
"""The property that systemd does not know before 250."""
_SESSION = "graphical-session.target"
_OWN = re.compile(
    r"(INVOCATION_ID|JOURNAL_STREAM|SYSTEMD_EXEC_PID|MANAGERPID|NOTIFY_SOCKET|CREDENTIALS_DIRECTORY|(WATCHDOG|LISTEN|MEMORY_PRESSURE)_\w+)$"
)
"""What the user manager tells a service about itself: not true of its apps."""
_NAME = re.compile(r"[A-Za-z_]\w*$", re.ASCII)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def supervised(environment: Mapping[str, str]) -> bool:
    """Whether this environment is that of a systemd service."""
    return bool(environment.get("INVOCATION_ID") and environment.get("DBUS_SESSION_BUS_ADDRESS"))


def passed_on(environment: Mapping[str, str]) -> dict[str, str]:
    """What an app gets of a service's environment: not what is about the service, nor what systemd does not take."""
    return {
        name: value for name, value in environment.items() if _NAME.match(name) and not _OWN.match(name) and not _UNPRINTABLE.search(value)
    }  # fmt: skip


def unit_name(app: str, number: str) -> str:
    """`app-sayso-ID-NUMBER.service`, as desktops name their apps; number tells two starts of one app apart."""
    escaped = re.sub(r"[^A-Za-z0-9:_.]", lambda found: "".join(f"\\x{byte:02x}" for byte in found[0].encode()), app or "app")
    return f"app-sayso-{escaped[:180]}-{number}.service"


async def started(unit: str, title: str, argv: Sequence[str], environment: Mapping[str, str], limit_s: float = LIMIT_S) -> bool:
    """Start the program, argv[0] being an absolute path, as this unit, within limit_s seconds; False where there is no user manager.

    Raises CannotAct when one is there and refuses or is silent, or the program does not start, Unsure when nobody says what became of it.
    """
    deadline = asyncio.get_running_loop().time() + limit_s
    ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    bus: MessageBus | None = None
    try:
        try:
            async with asyncio.timeout_at(deadline):
                bus = await _connected(environment["DBUS_SESSION_BUS_ADDRESS"])
                if bus is None or not await _managed(bus):
                    return False
                await _listen(bus, unit, ended)
        except (TimeoutError, OSError, EOFError) as error:
            raise CannotAct("the user manager does not answer") from error
        try:
            async with asyncio.timeout_at(deadline):
                await _start(bus, unit, _properties(title, argv, environment))
                result = await ended
        except (TimeoutError, OSError, EOFError) as error:
            raise Unsure("the user manager was asked to open it and did not say whether it did") from error
    finally:
        if bus is not None:
            bus.disconnect()
    if result != "done":
        raise CannotAct("it does not start")
    return True


async def _connected(address: str) -> MessageBus | None:
    try:
        return await MessageBus(bus_address=address).connect()
    except (OSError, EOFError, AuthError, DBusError, ValueError, AttributeError):
        return None


async def _managed(bus: MessageBus) -> bool:
    """Whether this bus has a user manager."""
    owner = await bus.call(Message(_BUS, _BUS_PATH, _BUS, "NameHasOwner", signature="s", body=[_SYSTEMD]))
    return bool(owner.body) and owner.body[0] is True


async def _listen(bus: MessageBus, unit: str, ended: "asyncio.Future[str]") -> None:
    """Have `ended` get the result of the unit's job."""

    def told(message: Message) -> None:
        """Every job's end comes here."""
        if message.member == "JobRemoved" and message.body[2] == unit and not ended.done():
            ended.set_result(message.body[3])

    bus.add_message_handler(told)
    rule = f"type='signal',sender='{_SYSTEMD}',interface='{_MANAGER}',member='JobRemoved'"
    for asked in (
        Message(_BUS, _BUS_PATH, _BUS, "AddMatch", signature="s", body=[rule]),
        Message(_SYSTEMD, _PATH, _MANAGER, "Subscribe"),
    ):
        reply = await bus.call(asked)
        if reply.message_type is MessageType.ERROR:
            raise CannotAct(f"the user manager refuses: {_reason(reply)}")


async def _start(bus: MessageBus, unit: str, properties: Mapping[str, Variant]) -> None:
    """Have the job begun. Raises CannotAct when that is refused: without the user manager the program would get the daemon's own sandbox."""
    reply = await bus.call(_asking(unit, properties))
    if reply.message_type is MessageType.ERROR and _EXIT in _reason(reply):
        # Before systemd 250: there a program that hands over to a child and ends is taken for ended.
        reply = await bus.call(_asking(unit, {name: value for name, value in properties.items() if name != _EXIT}))
    if reply.message_type is MessageType.ERROR:
        raise CannotAct(f"the user manager refuses: {_reason(reply)}")


def _asking(unit: str, properties: Mapping[str, Variant]) -> Message:
    given = [[name, value] for name, value in properties.items()]
    return Message(_SYSTEMD, _PATH, _MANAGER, "StartTransientUnit", signature="ssa(sv)a(sa(sv))", body=[unit, "fail", given, []])


def _reason(reply: Message) -> str:
    """The error in one line."""
    return " ".join(str(reply.body[0] if reply.body else reply.error_name).split())


def _properties(title: str, argv: Sequence[str], environment: Mapping[str, str]) -> dict[str, Variant]:
    # no-env-expand: no word of a command is ever read as a variable. ExitType: a program may hand over to a child and end.
    command: list[Any] = [argv[0], list(argv), ["no-env-expand"]]
    return {
        "Description": Variant("s", title),
        "Type": Variant("s", "exec"),
        _EXIT: Variant("s", "cgroup"),
        "ExecStartEx": Variant("a(sasas)", [command]),
        "Environment": Variant("as", [f"{name}={value}" for name, value in passed_on(environment).items()]),
        "WorkingDirectory": Variant("s", environment.get("HOME", "/")),
        "StandardOutput": Variant("s", "null"),
        "StandardError": Variant("s", "null"),
        "Slice": Variant("s", "app.slice"),
        "PartOf": Variant("as", [_SESSION]),
        "After": Variant("as", [_SESSION]),  # so it is ended while the display is still there
        "CollectMode": Variant("s", "inactive-or-failed"),
    }
