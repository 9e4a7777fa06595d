"""What programs and the daemon say to each other over the private socket."""

import msgspec

from shell.event import Event


class Say(msgspec.Struct, frozen=True, tag=True):
    """Do this, as if it had been said."""

    text: str


class Reply(msgspec.Struct, frozen=True, tag=True):
    """Answer the open question."""

    text: str


class Stop(msgspec.Struct, frozen=True, tag=True):
    """Stop what runs; everything also in the background when `everything`."""

    everything: bool = False


class Watch(msgspec.Struct, frozen=True, tag=True):
    """Send every event from now on; a challenge's digits only with `digits`, for the face that shows them to the user."""

    digits: bool = False


class Taken(msgspec.Struct, frozen=True, tag=True):
    """The request was taken; `turn` is the turn it began, 0 for none."""

    turn: int = 0
    why: str = ""
    """Why it was not taken; empty when it was."""


class Happened(msgspec.Struct, frozen=True, tag=True):
    """An event."""

    event: Event


class Now(msgspec.Struct, frozen=True, tag=True):
    """Where the session is, sent once on Watch."""

    mode: str
    question: str
    turn: int


Request = Say | Reply | Stop | Watch
"""Program to daemon."""
Response = Taken | Happened | Now
"""Daemon to program."""
