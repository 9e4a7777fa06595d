"""What the daemon tells a face that asks: plain data, carried by the private socket."""

import msgspec


class Phrase(msgspec.Struct, frozen=True):
    """A sentence that can be said right now."""

    text: str
    intent: str


class Program(msgspec.Struct, frozen=True):
    """An installed app."""

    name: str
    running: bool = False


class Offered(msgspec.Struct, frozen=True, tag=True):
    """What can be said now, the apps, and the windows there are."""

    phrases: tuple[Phrase, ...] = ()
    apps: tuple[Program, ...] = ()
    windows: tuple[str, ...] = ()
    """Titles, the active one first."""


class Row(msgspec.Struct, frozen=True):
    """One turn of the past."""

    number: int
    """Counts up over all sessions."""
    time: float
    """Seconds since 1970."""
    said: str
    by: str = "voice"
    """"voice" or "typed"."""
    intent: str = ""
    outcome: str = ""
    """As in event.Ended: "done", "partly", "unknown", "not_done", "refused", "stopped"."""
    say: str = ""
    """What was answered."""
    steps: tuple[str, ...] = ()
    """Each act with its effect and evidence, in words."""


class Remembered(msgspec.Struct, frozen=True, tag=True):
    """A page of the history."""

    rows: tuple[Row, ...] = ()
    """Newest first."""
    total: int = 0
    """Rows that match in all."""


class Sentences(msgspec.Struct, frozen=True):
    """One intent, as its folder writes it."""

    name: str
    sentences: tuple[str, ...]
    examples: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    consent: str = "none"
    """"none", "yes" or "challenge", as the policies decide for its first example; "refused" when it may not be done."""


class FolderShown(msgspec.Struct, frozen=True):
    """A policy folder."""

    name: str
    origin: str
    """"built in", "system" or "yours"."""
    path: str
    intents: tuple[Sentences, ...] = ()


class Policies(msgspec.Struct, frozen=True, tag=True):
    """Every policy folder that is in force."""

    folders: tuple[FolderShown, ...] = ()
    why: str = ""
    """What is wrong with the files on disk, when they are newer and were not taken."""


class Tried(msgspec.Struct, frozen=True, tag=True):
    """What a sentence would do."""

    said: str = ""
    intent: str = ""
    """Empty when it was not understood; `say` then has the answer."""
    slots: dict[str, str] = {}
    steps: tuple[str, ...] = ()
    consent: str = ""
    """"none", "yes", "challenge", or "refused"."""
    rules: tuple[str, ...] = ()
    question: str = ""
    say: str = ""


class Setting(msgspec.Struct, frozen=True):
    """One thing that can be set."""

    key: str
    """As in config.toml; "ui.theme" for a key of a table."""
    value: str
    about: str
    choices: tuple[str, ...] = ()
    """All possible values; empty: any within the limits."""
    low: float | None = None
    high: float | None = None
    restart: bool = False
    """Whether it takes effect only when the daemon starts again."""


class Settings(msgspec.Struct, frozen=True, tag=True):
    """All of them."""

    settings: tuple[Setting, ...] = ()
    path: str = ""
    """The file they are kept in."""


class Check(msgspec.Struct, frozen=True):
    """One finding of the doctor."""

    part: str
    state: str
    """"ok", "note" or "fail"."""
    detail: str
    fix: str = ""
    ms: int = 0


class Examined(msgspec.Struct, frozen=True, tag=True):
    """What the doctor found; `why` when it could not be run."""

    checks: tuple[Check, ...] = ()
    why: str = ""
