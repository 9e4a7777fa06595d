# pyright: reportInvalidTypeForm=false, reportUnknownParameterType=false, reportUntypedFunctionDecorator=false, reportUnknownMemberType=false
"""The daemon on the session bus: org.sayso.Shell1, thin; what it does is shell.control.Service's.

The bus lets in this user's programs only (and root, who can do anything anyway), so that senders are not asked who they are; whether the bus itself
is this user's is checked. It is for programs, not for consent: a challenge can be refused here, never granted, and no digits pass.
"""

import sqlite3
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version

from dbus_next import introspection
from dbus_next.constants import PropertyAccess
from dbus_next.errors import DBusError
from dbus_next.service import ServiceInterface, dbus_property, method, signal
from dbus_next.signature import Variant

from agent.errors import AgentError
from policies.errors import PolicyError
from shell import wire
from shell.control import LONGEST, Service
from shell.errors import ShellError
from shell.session import Session
from speech.errors import SpeechError

NAME, PATH, ERROR = "org.sayso.Shell1", "/org/sayso/Shell1", "org.sayso.Shell1.Error"
"""The bus name, which is the interface's name too; its one object; the beginning of the names of its errors."""
NO_QUESTION = "no question is open"
ONLY_REFUSED = "over the bus a challenge can only be refused; it is granted by voice, or in a window of Sayso's own"
"""Why an answer is not taken."""
_DOC, _EMITS = "org.gtk.GDBus.DocString", "org.freedesktop.DBus.Property.EmitsChangedSignal"
s = str
b = bool
u = int
TABLE = "a{ss}"
NAMED_FIELDS = "sa{sv}"
"""The bus's names of types, which annotations are here: dbus-next reads the signature in them."""
_ARGUMENTS = {"Say": ("turn",), "Answer": ("why",), "ReloadPolicies": ("why",), "Event": ("name", "fields")}
"""What the interface returns or sends, named; dbus-next names only what goes in."""


class Stands(ServiceInterface):
    """Where the session stands: the properties."""

    def __init__(self, session: Session) -> None:
        super().__init__(NAME)
        self._session = session
        self._known = self._now()

    @dbus_property(access=PropertyAccess.READ)
    def State(self) -> "s":
        """What Sayso is doing: "starting", "listening", "thinking", "acting", "asking", "asleep" or "muted"."""
        return str(self._session.state.mode)

    @dbus_property(access=PropertyAccess.READ)
    def Devices(self) -> TABLE:
        """Each kind of device ("microphone", "speaker", "bus", …) and its state and name: "in use: Built-in Audio"."""
        return {device.kind: f"{device.state}: {device.name}" for device in self._session.state.devices}

    @dbus_property(access=PropertyAccess.READ)
    def Question(self) -> "s":
        """The open question in full, empty when there is none; never the digits of a challenge."""
        return self._session.state.question

    @dbus_property(access=PropertyAccess.READ)
    def Cue(self) -> "s":
        """What to do before speaking, as in “say “computer””, while a sentence would not be taken for Sayso; empty while it would be."""
        return "" if self._session.state.heeds else self._session.state.cue

    @dbus_property(access=PropertyAccess.READ)
    def Version(self) -> "s":
        """Sayso's version."""
        try:
            return version("sayso")
        except PackageNotFoundError:
            return "unknown"

    def changes(self) -> dict[str, object]:
        """The properties that are not as they were when this was last asked."""
        before, self._known = self._known, self._now()
        return {name: value for name, value in self._known.items() if before[name] != value}

    def _now(self) -> dict[str, object]:
        return {"State": self.State, "Devices": self.Devices, "Question": self.Question, "Cue": self.Cue}


class Told(Stands):
    """What the interface tells besides: its signal, and what everything is for."""

    @signal()
    def Event(self, name: str, fields: dict[str, Variant]) -> NAMED_FIELDS:
        """Something happened: the event's name ("Heard", "Asked", "Ended", …) and its fields. Never digits, never sound levels."""
        return [name, fields]

    def happened(self, name: str, fields: dict[str, Variant]) -> None:
        """Send the signal."""
        self.Event(name, fields)

    def introspect(self) -> introspection.Interface:
        """The interface with the name of every argument and, as annotations, its documentation."""
        found = super().introspect()
        for member in (*found.methods, *found.signals):
            returned = member.out_args if isinstance(member, introspection.Method) else member.args
            for argument, name in zip(returned, _ARGUMENTS.get(member.name, ()), strict=False):
                argument.name = name
        return _Documented(found, type(self))


class Shell1(Told):
    """What programs can have done."""

    def __init__(self, session: Session, service: Service) -> None:
        super().__init__(session)
        self._service = service

    @method()
    async def Say(self, text: "s") -> "u":
        """Have a sentence done, as if it had been said. Returns the number of its turn, 0 when it began none."""
        with _in_one_sentence():
            return await self._service.said(_sentence(text))

    @method()
    async def Answer(self, text: "s") -> "s":
        """Answer the open question. Returns why it was not taken, empty when it was. A challenge can be refused here, never granted."""
        if self._service.answered(_sentence(text), "bus"):
            return ""
        return ONLY_REFUSED if self._session.state.asked else NO_QUESTION

    @method()
    async def Stop(self) -> None:
        """Stop what runs and fall silent."""
        with _in_one_sentence():
            await self._service.stopped(False)

    @method()
    async def StopAll(self) -> None:
        """Stop what runs, in the background too."""
        with _in_one_sentence():
            await self._service.stopped(True)

    @method()
    async def Listen(self, on: "b"):
        """Wake up, or fall asleep: then nothing is heeded but being woken."""
        await self._ordered(wire.Listen(on))

    @method()
    async def Mute(self, on: "b"):
        """Close the microphone, or open it again."""
        await self._ordered(wire.Mute(on))

    @method()
    async def PushToTalk(self, on: "b"):
        """As the key for talking: everything said from now on is for Sayso; with false what was said is taken at once."""
        await self._ordered(wire.Hold(on))

    @method()
    async def ReloadPolicies(self) -> "s":
        """Read the policies again. Returns what is wrong with them, the old ones then stay; empty when they were taken."""
        with _in_one_sentence():
            return await self._service.ordered(wire.Reload())

    async def _ordered(self, order: wire.Order) -> None:
        with _in_one_sentence():
            why = await self._service.ordered(order)
        if why:
            raise DBusError(f"{ERROR}.NotDone", why)


class _Documented(introspection.Interface):
    """Introspection data that says what each member is for."""

    def __init__(self, plain: introspection.Interface, source: type) -> None:
        super().__init__(plain.name, plain.methods, plain.signals, plain.properties)
        self._source = source

    def to_xml(self) -> ET.Element:
        """As the bus gives it to whoever asks."""
        element = super().to_xml()
        for member in element:
            text = str(getattr(self._source, member.attrib["name"]).__doc__)
            member.append(ET.Element("annotation", {"name": _DOC, "value": text}))
            if member.attrib["name"] == "Version":
                member.append(ET.Element("annotation", {"name": _EMITS, "value": "const"}))
        return element


def _sentence(text: str) -> str:
    if len(text) > LONGEST:
        raise DBusError(f"{ERROR}.TooLong", f"a sentence has at most {LONGEST} characters")
    if not text.strip():
        raise DBusError(f"{ERROR}.Empty", "there are no words in it")
    return text


@contextmanager
def _in_one_sentence() -> Iterator[None]:
    """What went wrong in an expected way is told to the caller as it would be to the user."""
    try:
        yield
    except (ShellError, AgentError, PolicyError, SpeechError, OSError, sqlite3.Error) as trouble:
        raise DBusError(f"{ERROR}.Failed", str(trouble)) from trouble
