"""The direct line on which "stop" reaches the hands: any byte on it means stop, but for those that say that it may have been said, or was not."""

import socket
import threading
import time
from collections.abc import Callable

MAYBE, NEVER_MIND = b"?", b"-"
"""A word that sounds like "stop" was heard and is being looked at; it was none."""
DOUBT_S = 2.0
"""So long the hands wait at most for what becomes of it, seconds."""
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
        self._doubted_at: float | None = None
        """When it was last told that "stop" may have been said, monotonic seconds; None when that is settled."""

    def rest(self, on: bool) -> None:
        """Have the hands wait between two events while the keyboard is the user's, or let them go on."""
        if on:
            self._free.clear()
        else:
            self._free.set()

    def wait(self, ended: Callable[[], bool]) -> None:
        """Wait, in the hands' thread, as long as they are to rest or a "stop" is in doubt; stop ends it, and `ended`."""
        while not self.raised() and (not self._free.is_set() or self._in_doubt()) and not ended():
            time.sleep(_LOOK_S)

    def _in_doubt(self) -> bool:
        return self._doubted_at is not None and time.monotonic() - self._doubted_at < DOUBT_S

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
                if not told or set(told) - set(MAYBE + NEVER_MIND):
                    self._raised = True
                if not told:
                    return
                self._doubted_at = time.monotonic() if told.rfind(MAYBE) > told.rfind(NEVER_MIND) else None
        except BlockingIOError:
            return
        except OSError:
            self._raised = True
