"""Starts the ears process and holds its three lines: reports, orders and the direct stop socket."""

import asyncio
import socket
from dataclasses import dataclass

from agent.display.desk import Desk
from shell import children, paths
from shell.config import Config
from shell.paths import private_folder
from shell.session import Session
from shell.voice import Voice
from speech.link import open_daemon_end


@dataclass(frozen=True, slots=True)
class Ears:
    """A running ears process."""

    process: asyncio.subprocess.Process
    voice: Voice


async def started(desk: Desk, config: Config, session: Session, stop: socket.socket) -> Ears:
    """Start listening and speaking on this desk; `stop` is the ears' end of the stop line and is closed here."""
    ours, theirs = socket.socketpair()
    arguments = ["--link-fd", str(theirs.fileno()), "--stop-fd", str(stop.fileno()), "--model", config.model]
    arguments += ["--endpoint-ms", str(config.endpoint_ms)]
    for option, device in (("--microphone", config.microphone), ("--speaker", config.speaker)):
        arguments += [option, device] if device else []
    # What goes wrong comes over the link, in one line; what the sound libraries print besides would spoil the terminal.
    log = private_folder(paths.of(desk.environment).state) / "ears.log"
    process = await children.start("speech.ears", arguments, desk.environment, (theirs, stop), log)
    theirs.close()
    stop.close()
    return Ears(process, Voice(await open_daemon_end(ours), session))
