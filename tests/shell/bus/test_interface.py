import asyncio
import subprocess
import time
import xml.etree.ElementTree as ET
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from dbus_next.constants import MessageType
from dbus_next.message import Message

from agent.display.desk import Desk
from shell.bus.connection import Connection, asked, connected_to
from shell.bus.interface import ERROR, NAME, NO_QUESTION, ONLY_REFUSED, PATH
from shell.bus.serving import serving
from shell.control import LONGEST
from shell.errors import ShellError
from shell.event import Asked, Device, Listening
from shell.session import Session
from shell.wire import Chosen, Found, Hold, Listen, Looks, Mute, Order, Reload
from tests.shell.buses import OwnBus
from tests.shell.stand import until


@dataclass
class Desktop:
    """A service that writes down what it is asked, on a bus of its own."""

    session: Session = field(default_factory=Session)
    told: list[object] = field(default_factory=list[object])
    taken: bool = True
    why: str = ""
    trouble: Exception | None = None

    async def said(self, text: str) -> int:
        if self.trouble:
            raise self.trouble
        self.told.append(f"say {text}")
        return 7

    def answered(self, text: str, by: str = "ui") -> bool:
        self.told.append(f"answer {text} by {by}")
        return self.taken

    async def stopped(self, everything: bool) -> None:
        self.told.append("stop everything" if everything else "stop")

    async def ordered(self, order: Order) -> str:
        self.told.append(order)
        return self.why

    async def inquired(self, question: str, choices: tuple[str, ...]) -> Chosen:
        raise AssertionError("not on the bus")

    async def looked(self, request: Looks) -> Found:
        raise AssertionError("not on the bus")


@dataclass
class Program:
    """A program on the same bus."""

    connection: Connection
    address: str

    async def call(self, member: str, signature: str = "", *body: object, interface: str = NAME) -> Message:
        return await asked(self.connection, Message(NAME, PATH, interface, member, signature=signature, body=list(body)), 5)

    async def get(self, name: str) -> object:
        return (await self.call("Get", "ss", NAME, name, interface="org.freedesktop.DBus.Properties")).body[0].value


@pytest.fixture
def desktop() -> Desktop:
    return Desktop()


@pytest.fixture
async def program(desktop: Desktop, short_folder: Path) -> AsyncGenerator[Program]:
    with OwnBus(short_folder) as bus:
        desk = Desk("", {"DBUS_SESSION_BUS_ADDRESS": bus.address}, frozenset(), "")
        async with serving(desk, desktop.session, desktop):
            await until(lambda: any(device.state == "in use" for device in desktop.session.state.devices))
            async with connected_to(bus.address) as connection:
                yield Program(connection, bus.address)


async def test_every_method_does_what_it_says(desktop: Desktop, program: Program) -> None:
    assert (await program.call("Say", "s", "open it")).body == [7]
    assert (await program.call("Answer", "s", "yes")).body == [""]
    for member in ("Stop", "StopAll"):
        assert (await program.call(member)).body == []
    assert (await program.call("Listen", "b", False)).body == []
    assert (await program.call("Mute", "b", True)).body == []
    assert (await program.call("PushToTalk", "b", True)).body == []
    assert (await program.call("ReloadPolicies")).body == [""]

    assert desktop.told == ["say open it", "answer yes by bus", "stop", "stop everything", Listen(False), Mute(True), Hold(True), Reload()]


async def test_what_is_wrong_with_the_policies_is_returned(desktop: Desktop, program: Program) -> None:
    desktop.why = "intents.toml:3: speed: unknown key"

    assert (await program.call("ReloadPolicies")).body == [desktop.why]


async def test_an_answer_that_is_not_taken_says_why(desktop: Desktop, program: Program) -> None:
    desktop.taken = False
    assert (await program.call("Answer", "s", "yes")).body == [NO_QUESTION]
    desktop.session.publish(Asked(1, 1.0, "challenge", "Pay?", "4719"))
    assert (await program.call("Answer", "s", "confirm 4 7 1 9")).body == [ONLY_REFUSED]


@pytest.mark.parametrize(
    ("member", "signature", "argument", "name", "words"),
    [
        ("Say", "s", "x" * (LONGEST + 1), "TooLong", f"at most {LONGEST}"),
        ("Answer", "s", "x" * (LONGEST + 1), "TooLong", f"at most {LONGEST}"),
        ("Say", "s", "  ", "Empty", "no words"),
        ("Mute", "b", True, "NotDone", "there is no microphone"),
        ("Say", "s", "open it", "Failed", "the ears are gone"),
    ],
)
async def test_an_error_has_a_name_of_ours_and_one_sentence(
    desktop: Desktop, program: Program, member: str, signature: str, argument: object, name: str, words: str
) -> None:
    desktop.why, desktop.trouble = "there is no microphone", ShellError("the ears are gone")
    complaints: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    reply = await program.call(member, signature, argument)

    assert reply.message_type is MessageType.ERROR
    assert reply.error_name == f"{ERROR}.{name}"
    assert words in reply.body[0]
    assert "\n" not in reply.body[0]
    assert not desktop.told or member == "Mute"
    assert not complaints


async def test_what_nobody_expected_is_told_and_logged(desktop: Desktop, program: Program) -> None:
    desktop.trouble = ZeroDivisionError("by nothing")
    complaints: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    reply = await program.call("Say", "s", "open it")

    assert reply.message_type is MessageType.ERROR
    assert len(complaints) == 1


async def test_the_longest_sentence_is_taken(program: Program) -> None:
    assert (await program.call("Say", "s", "x" * LONGEST)).body == [7]


async def test_properties_say_where_it_is_and_cannot_be_set(desktop: Desktop, program: Program) -> None:
    desktop.session.publish(Listening(0, 1.0))
    desktop.session.publish(Device(0, 1.0, "microphone", "in use", "Desk mic"))
    desktop.session.publish(Asked(1, 1.0, "challenge", "Pay 9 pounds?", "4719"))

    assert await program.get("State") == "asking"
    assert await program.get("Question") == "Pay 9 pounds?"
    devices = await program.get("Devices")
    assert devices == {"microphone": "in use: Desk mic", "bus": f"in use: {NAME}"}
    assert str(await program.get("Version"))[0].isdigit()
    reply = await program.call("Set", "ssv", NAME, "State", _variant("asleep"), interface="org.freedesktop.DBus.Properties")
    assert reply.message_type is MessageType.ERROR


def _variant(text: str) -> object:
    from dbus_next.signature import Variant  # noqa: PLC0415

    return Variant("s", text)


async def test_introspection_names_and_documents_everything(program: Program) -> None:
    reply = await program.call("Introspect", interface="org.freedesktop.DBus.Introspectable")
    interface = ET.fromstring(reply.body[0]).find(f"interface[@name='{NAME}']")
    assert interface is not None
    members = {member.attrib["name"]: member for member in interface}

    assert set(members) == {
        "Say", "Answer", "Stop", "StopAll", "Listen", "Mute", "PushToTalk", "ReloadPolicies", "State", "Devices", "Question", "Cue", "Version",
        "Event",
    }  # fmt: skip
    for member in members.values():
        notes = {note.attrib["name"]: note.attrib["value"] for note in member.findall("annotation")}
        assert len(notes["org.gtk.GDBus.DocString"]) > 10
        assert all(argument.attrib.get("name") for argument in member.findall("arg"))
    assert [(a.attrib["name"], a.attrib["type"]) for a in members["Event"].findall("arg")] == [("name", "s"), ("fields", "a{sv}")]
    assert [(a.attrib["name"], a.attrib["direction"]) for a in members["Say"].findall("arg")] == [("text", "in"), ("turn", "out")]
    assert all(members[name].attrib["access"] == "read" for name in ("State", "Devices", "Question", "Version"))


@pytest.mark.parametrize("tool", [("busctl", "--address={}", "introspect", NAME, PATH), ("gdbus", "introspect", "-a", "{}", "-d", NAME, "-o", PATH)])
async def test_the_usual_tools_can_read_it(program: Program, tool: tuple[str, ...]) -> None:
    command = [word.format(program.address) for word in tool]
    shown = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, timeout=10)

    assert shown.returncode == 0, shown.stderr
    for member in ("Say", "ReloadPolicies", "Devices", "Event"):
        assert member in shown.stdout


async def test_a_program_that_hangs_up_in_the_middle_of_a_call_harms_nobody(desktop: Desktop, program: Program) -> None:
    async with connected_to(program.address) as hasty:
        hasty.send(Message(NAME, PATH, NAME, "Say", signature="s", body=["gone already"]))
        await hasty.drained()
    begun = time.monotonic()

    assert (await program.call("Say", "s", "still there")).body == [7]
    assert time.monotonic() - begun < 2
