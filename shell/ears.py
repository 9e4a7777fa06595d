"""Starts the ears process and holds its three lines: reports, orders and the direct stop socket."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from agent.display.desk import Desk
from agent.hands.stopline import StopLine
from shell import children, paths
from shell.config import Config
from shell.marks import Marks
from shell.paths import private_folder
from shell.session import Session
from shell.voice import Voice
from speech.link import open_daemon_end


@dataclass(frozen=True, slots=True)
class Ears:
    """A running ears process."""

    process: asyncio.subprocess.Process
    voice: Voice


@dataclass(frozen=True, slots=True)
class Listening:
    """Ears, and the line on which a stop word reaches the hands."""

    voice: Voice
    line: StopLine
    """Looked at before every event of the hands."""
    stop: socket.socket
    """The ears' end of it, for stops that are typed."""


@asynccontextmanager
async def listening(desk: Desk, config: Config, session: Session) -> AsyncIterator[Listening]:
    """Ears for as long as the block."""
    ours, theirs = socket.socketpair()
    line, own = StopLine(ours), theirs.dup()
    with ours, own:
        ears = await started(desk, config, session, theirs)
        try:
            yield Listening(ears.voice, line, own)
        finally:
            await children.end(ears.process)


async def started(desk: Desk, config: Config, session: Session, stop: socket.socket) -> Ears:
    """Start listening and speaking on this desk; `stop` is the ears' end of the stop line and is closed here."""
    ours, theirs = socket.socketpair()
    arguments = ["--link-fd", str(theirs.fileno()), "--stop-fd", str(stop.fileno()), "--model", config.model]
    arguments += ["--endpoint-ms", str(config.endpoint_ms), "--rate", f"{config.speech_rate:g}"]
    arguments += ["--muted"] if Marks(paths.of(desk.environment).runtime).muted else []
    for option, device in (("--microphone", config.microphone), ("--speaker", config.speaker)):
        arguments += [option, device] if device else []
    # What goes wrong comes over the link, in one line; what the sound libraries print besides would spoil the terminal.
    log = private_folder(paths.of(desk.environment).state) / "ears.log"
    process = await children.start("speech.ears", arguments, desk.environment, (theirs, stop), log)
    theirs.close()
    stop.close()
    return Ears(process, Voice(await open_daemon_end(ours), session))
