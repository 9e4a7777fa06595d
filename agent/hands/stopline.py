"""The direct line on which "stop" reaches the hands: any byte on it means stop."""

import socket
import threading
from collections.abc import Callable

_LOOK_S = 0.01
"""How often hands that rest look whether to go on or to stop, seconds."""


class Stopped(Exception):
    """The user said stop; whatever was being done is left where it is."""


class StopLine:
    """One end of a socket pair, looked at before every event of the hands."""

    def __init__(self, line: socket.socket) -> None:
        line.setblocking(False)
        self._line = line
        self._raised = False
        self._free = threading.Event()
        self._free.set()

    def rest(self, on: bool) -> None:
        """Have the hands wait between two events while the keyboard is the user's, or let them go on."""
        if on:
            self._free.clear()
        else:
            self._free.set()

    def wait(self, ended: Callable[[], bool]) -> None:
        """Wait, in the hands' thread, as long as they are to rest; stop ends it, and `ended`."""
        while not self._free.wait(_LOOK_S) and not self.raised() and not ended():
            pass

    def raised(self) -> bool:
        """Whether stop was said since the last clear(); never blocks, and a line whose other end is gone counts as stop."""
        self._drain()
        return self._raised

    def check(self) -> None:
        """Raise Stopped when stop was said."""
        if self.raised():
            raise Stopped("stopped")

    def clear(self) -> None:
        """Forget what was said so far."""
        self._drain()
        self._raised = False

    def _drain(self) -> None:
        try:
            while True:
                told = self._line.recv(64)
                self._raised = True
                if not told:
                    return
        except BlockingIOError:
            return
        except OSError:
            self._raised = True
