"""What may be done: a closed union of acts, each able to describe itself from its bound fields only."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from agent.observation import Element, Window


class UiOp(StrEnum):
    """What can be done on the screen."""

    CLICK = "click"
    TYPE = "type"
    PRESS = "press"
    SCROLL = "scroll"
    FOCUS = "focus"
    CLOSE = "close"


class FileOp(StrEnum):
    """What can be done to a file or folder."""

    MAKE_FOLDER = "make_folder"
    MAKE_FILE = "make_file"
    RENAME = "rename"
    TRASH = "trash"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Ui:
    """An act on the screen with pointer or keys."""

    op: UiOp
    element: Element | None = None
    """What is clicked or typed into; None: whatever has the keyboard."""
    window: Window | None = None
    """The window it must happen in; checked again just before."""
    text: str = ""
    """What is typed."""
    keys: str = ""
    """A key or chord, names joined by "+": "ctrl+s", "equal"."""
    direction: str = ""
    """"up" | "down" | "left" | "right" for scrolling."""
    amount: int = 0
    """Wheel clicks for scrolling."""

    def describe(self) -> str:
        """The act in words, from its bound fields: "click Save in Untitled"."""
        where = f" in {self.window.title or self.window.app}" if self.window else ""
        match self.op:
            case UiOp.CLICK:
                return f"click {self.element.name or self.element.role if self.element else 'nothing'}{where}"
            case UiOp.TYPE:
                secret = self.element is not None and self.element.secret
                return f"type what you said into the password field{where}" if secret else f"type “{self.text}”{where}"
            case UiOp.PRESS:
                return f"press {self.keys.replace('+', ' ')}{where}"
            case UiOp.SCROLL:
                return f"scroll {self.direction}{where}"
            case UiOp.FOCUS:
                return f"switch to {self.window.title or self.window.app if self.window else 'nothing'}"
            case UiOp.CLOSE:
                return f"close {self.window.title or self.window.app if self.window else 'nothing'}"


@dataclass(frozen=True, slots=True)
class Identity:
    """Which file exactly: voids a permit when the file was exchanged or changed meanwhile."""

    device: int
    inode: int
    size: int
    """Bytes; for a folder, of everything in it."""
    modified_ns: int
    entries: int
    """How many files and folders a folder holds, itself not counted; 0 for a file."""


@dataclass(frozen=True, slots=True)
class File:
    """A change to one file or folder."""

    op: FileOp
    path: str
    """Absolute path."""
    shown: str
    """The path as said to the user: "budget.txt in Documents"."""
    to: str = ""
    """The new absolute path, for a rename."""
    identity: Identity | None = None
    """What lay there when it was bound; None for something new."""

    def describe(self) -> str:
        """The act in words, from its bound fields: "delete budget.txt, 2 kilobytes, for good"."""
        match self.op:
            case FileOp.MAKE_FOLDER:
                return f"make the folder {self.shown}"
            case FileOp.MAKE_FILE:
                return f"make the file {self.shown}"
            case FileOp.RENAME:
                folder, _, name = self.to.rpartition("/")
                return f"rename {self.shown} to {name if folder == self.path.rpartition('/')[0] else self.to}"
            case FileOp.TRASH:
                return f"move {self.shown} to the trash"
            case FileOp.DELETE:
                return f"delete {self.shown}{self._extent()} for good"

    def _extent(self) -> str:
        if self.identity is None:
            return ""
        within = f" with {_count(self.identity.entries, 'item')} in it" if self.identity.entries else ""
        return f"{within}, {_amount(self.identity.size)},"


@dataclass(frozen=True, slots=True)
class Launch:
    """Starting a program."""

    app: str
    """Desktop id."""
    name: str
    command: tuple[str, ...]
    wm_class: str
    """What its windows will be recognised by."""

    def describe(self) -> str:
        """The act in words."""
        return f"open {self.name}"


@dataclass(frozen=True, slots=True)
class Bus:
    """A method call on the desk's session bus."""

    service: str
    path: str
    interface: str
    member: str
    signature: str
    arguments: tuple[str | int | bool, ...]

    def describe(self) -> str:
        """The act in words."""
        words = ", ".join(str(argument) for argument in self.arguments)
        return f"call {self.member} of {self.service}" + (f" with {words}" if words else "")


@dataclass(frozen=True, slots=True)
class Wait:
    """Waiting until the screen is quiet."""

    limit_s: float
    """Seconds after which it goes on regardless."""

    def describe(self) -> str:
        """The act in words."""
        return "wait until the screen is quiet"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the user that changes nothing by itself."""

    question: str

    def describe(self) -> str:
        """The act in words."""
        return f"ask: {self.question}"


Action = Ui | File | Launch | Bus | Wait | Ask


def digest(action: Action) -> str:
    """sha256 (hex) over the act's type and every bound field: what a permit binds."""
    payload = msgspec.json.encode({"type": type(action).__name__, "act": action}, order="sorted")
    return hashlib.sha256(payload).hexdigest()


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _amount(size: int) -> str:
    for unit, scale in (("gigabyte", 10**9), ("megabyte", 10**6), ("kilobyte", 10**3)):
        if size >= scale:
            return _count(round(size / scale), unit)
    return "empty" if size == 0 else _count(size, "byte")
