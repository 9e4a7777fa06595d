"""What programs and the daemon say to each other over the private socket."""

import msgspec

from shell.answers import Examined, Offered, Policies, Remembered, Settings, Tried
from shell.event import Asked, Device, Event


class Say(msgspec.Struct, frozen=True, tag=True):
    """Do this, as if it had been said."""

    text: str


class Reply(msgspec.Struct, frozen=True, tag=True):
    """Answer the open question."""

    text: str


class Stop(msgspec.Struct, frozen=True, tag=True):
    """Stop what runs; everything also in the background when `everything`."""

    everything: bool = False


class Listen(msgspec.Struct, frozen=True, tag=True):
    """Wake up, or fall asleep: then nothing is heeded but being woken."""

    on: bool


class Mute(msgspec.Struct, frozen=True, tag=True):
    """Close the microphone, or open it again."""

    on: bool


class Hold(msgspec.Struct, frozen=True, tag=True):
    """The key for talking went down, or up: everything said meanwhile is for Sayso, and is taken at once when it goes up."""

    on: bool


class Tell(msgspec.Struct, frozen=True, tag=True):
    """Say this aloud; taken once it has been said or was cut off."""

    text: str


class Inquire(msgspec.Struct, frozen=True, tag=True):
    """Ask the user to choose, aloud and on every face; Chosen comes when an answer did, or none in time."""

    question: str
    choices: tuple[str, ...]


class Reload(msgspec.Struct, frozen=True, tag=True):
    """Read the policies again."""


class Offers(msgspec.Struct, frozen=True, tag=True):
    """What can be said now, the apps, and what runs: answered by Offered."""


class Recall(msgspec.Struct, frozen=True, tag=True):
    """History, newest first: answered by Remembered."""

    words: str = ""
    """Only rows with all of these words."""
    before: int = 0
    """Only rows with a smaller number; 0: from the newest."""
    limit: int = 200


class ShowPolicies(msgspec.Struct, frozen=True, tag=True):
    """The intent policies: answered by Policies."""


class Try(msgspec.Struct, frozen=True, tag=True):
    """What a sentence would do, without doing it: answered by Tried."""

    text: str


class ShowSettings(msgspec.Struct, frozen=True, tag=True):
    """What can be set: answered by Settings."""


class Set(msgspec.Struct, frozen=True, tag=True):
    """Set one key of the configuration, written as text."""

    key: str
    value: str


class Examine(msgspec.Struct, frozen=True, tag=True):
    """Run the doctor: answered by Examined."""

    silent: bool = False
    """Without the checks that make sounds."""


class Watch(msgspec.Struct, frozen=True, tag=True):
    """Send every event from now on; a challenge's digits only with `digits`, for the face that shows them to the user."""

    digits: bool = False
    levels: bool = False
    """Also how loud it is, several times a second."""


class Taken(msgspec.Struct, frozen=True, tag=True):
    """The request was taken; `turn` is the turn it began, 0 for none."""

    turn: int = 0
    why: str = ""
    """Why it was not taken; empty when it was."""


class Chosen(msgspec.Struct, frozen=True, tag=True):
    """What the user chose; empty when nothing, or the user said no."""

    choice: str = ""
    heard: str = ""


class Happened(msgspec.Struct, frozen=True, tag=True):
    """An event."""

    event: Event


class Now(msgspec.Struct, frozen=True, tag=True):
    """Where the session is, sent once on Watch."""

    mode: str
    question: str
    turn: int
    asked: Asked | None = None
    """The open question; its digits only for those who asked for digits."""
    speaking: bool = False
    devices: tuple[Device, ...] = ()
    recent: tuple[Event, ...] = ()
    """The events of the turn that runs, or ran last."""
    asleep: bool = False
    muted: bool = False
    heeds: bool = True
    """Whether a sentence that begins now would be taken for Sayso."""
    cue: str = ""
    """What to do before speaking where it is not always: "say “computer”"."""


Order = Listen | Mute | Hold | Tell | Reload | Set
"""Requests that are done or not, without a turn."""
Looks = Offers | Recall | ShowPolicies | Try | ShowSettings | Examine
"""Requests that change nothing."""
Found = Offered | Remembered | Policies | Tried | Settings | Examined
"""What they find."""
Request = Say | Reply | Stop | Inquire | Watch | Order | Looks
"""Program to daemon."""
Response = Taken | Chosen | Happened | Now | Found
"""Daemon to program."""
