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

TIMEOUT_S = 5.0
"""Seconds the user manager gets for each answer, and a program to start."""
_SYSTEMD = "org.freedesktop.systemd1"
_PATH = "/org/freedesktop/systemd1"
_MANAGER = "org.freedesktop.systemd1.Manager"
_BUS = "org.freedesktop.DBus"
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


async def started(unit: str, title: str, argv: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Start the program, argv[0] being an absolute path, as this unit; False when no user manager takes it.

    Raises CannotAct when it was tried and does not start, Unsure when nobody says what became of it.
    """
    try:
        bus = await asyncio.wait_for(MessageBus(bus_address=environment["DBUS_SESSION_BUS_ADDRESS"]).connect(), TIMEOUT_S)
    except (OSError, EOFError, AuthError, DBusError, ValueError, AttributeError, TimeoutError):
        return False
    try:
        return await _run(bus, unit, _properties(title, argv, environment))
    finally:
        bus.disconnect()


async def _run(bus: MessageBus, unit: str, properties: list[list[object]]) -> bool:
    owner = await bus.call(Message(_BUS, "/org/freedesktop/DBus", _BUS, "NameHasOwner", signature="s", body=[_SYSTEMD]))
    if not owner.body or owner.body[0] is not True:
        return False
    ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def told(message: Message) -> None:
        if message.member == "JobRemoved" and message.body[2] == unit and not ended.done():
            ended.set_result(message.body[3])

    bus.add_message_handler(told)
    rule = f"type='signal',sender='{_SYSTEMD}',interface='{_MANAGER}',member='JobRemoved'"
    await bus.call(Message(_BUS, "/org/freedesktop/DBus", _BUS, "AddMatch", signature="s", body=[rule]))
    await bus.call(Message(_SYSTEMD, _PATH, _MANAGER, "Subscribe"))
    asked = Message(_SYSTEMD, _PATH, _MANAGER, "StartTransientUnit", signature="ssa(sv)a(sa(sv))", body=[unit, "fail", properties, []])
    try:
        reply = await asyncio.wait_for(bus.call(asked), TIMEOUT_S)
        if reply.message_type is MessageType.ERROR:
            return False
        result = await asyncio.wait_for(ended, TIMEOUT_S)
    except (TimeoutError, OSError, EOFError) as error:
        raise Unsure("the user manager was asked to open it and did not say whether it did") from error
    if result != "done":
        raise CannotAct("it does not start")
    return True


def _properties(title: str, argv: Sequence[str], environment: Mapping[str, str]) -> list[list[object]]:
    # no-env-expand: no word of a command is ever read as a variable. ExitType: a program may hand over to a child and end.
    command: list[Any] = [argv[0], list(argv), ["no-env-expand"]]
    given: dict[str, Variant] = {
        "Description": Variant("s", title),
        "Type": Variant("s", "exec"),
        "ExitType": Variant("s", "cgroup"),
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
    return [[name, value] for name, value in given.items()]
