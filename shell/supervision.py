"""What systemd is told of the daemon: that it is ready, that it is alive, that it stops; without systemd nothing is said."""

import os
import socket
import time
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress

from shell.errors import ShellError
from shell.event import Event, Level, Listening

_OURS = ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID")


class Supervision:
    """One side of sd_notify(3): datagrams to the socket that the environment names."""

    def __init__(self, environ: Mapping[str, str], clock: Callable[[], float] = time.monotonic) -> None:
        self._address = _address(environ.get("NOTIFY_SOCKET", ""))
        self._clock = clock
        self.watchdog_s = _watchdog_s(environ)
        """Seconds of silence after which the daemon is ended and started again; 0.0: nobody watches."""
        self._told_at = -self.watchdog_s

    def ready(self) -> None:
        """The daemon takes connections and listens."""
        self._tell("READY=1")

    def alive(self) -> None:
        """The daemon still hears; call it as often as you like: it is passed on four times in each watchdog time."""
        if self.watchdog_s and self._clock() - self._told_at >= self.watchdog_s / 4:
            self._told_at = self._clock()
            self._tell("WATCHDOG=1")

    def stopping(self) -> None:
        """The daemon was told to end."""
        self._tell("STOPPING=1")

    def status(self, text: str) -> None:
        """One line for `systemctl --user status sayso`; never what was heard."""
        self._tell("STATUS=" + " ".join(text.split()))

    def _tell(self, line: str) -> None:
        if not self._address:
            return
        # A supervisor that went away, or does not read, must not end the daemon: at worst it starts it again.
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK) as out:
            out.sendto(line.encode(), self._address)


def follower(supervision: Supervision) -> Callable[[Event], None]:
    """Tells it of events, levels too: ready once Sayso listens, alive as long as sound arrives and becomes words, or is known not to arrive."""

    def tell(happened: Event) -> None:
        """Every level is a sign of life but one that says words are stuck."""
        if isinstance(happened, Level):
            if happened.why != "stuck":
                supervision.alive()
        elif isinstance(happened, Listening) and not happened.speech:
            supervision.ready()

    return tell


def taken_from(environ: MutableMapping[str, str]) -> Supervision:
    """The supervision that environ names, taken out of it, so that no child can speak in the daemon's name."""
    made = Supervision(environ)
    for name in _OURS:
        environ.pop(name, None)
    return made


def _address(text: str) -> str:
    if not text:
        return ""
    if text[0] not in "/@":
        raise ShellError(f"NOTIFY_SOCKET={text}: only a path or an abstract socket can be used; unset it")
    return "\0" + text[1:] if text[0] == "@" else text


def _watchdog_s(environ: Mapping[str, str]) -> float:
    """Seconds; 0.0 when there is none or it is meant for another process."""
    pid, text = environ.get("WATCHDOG_PID", ""), environ.get("WATCHDOG_USEC", "")
    if not text.isdigit() or (pid and pid != str(os.getpid())):
        return 0.0
    return int(text) / 1e6
