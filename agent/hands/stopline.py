"""The direct line on which "stop" reaches the hands: any byte on it means stop."""

import socket


class Stopped(Exception):
    """The user said stop; whatever was being done is left where it is."""


class StopLine:
    """One end of a socket pair, looked at before every event of the hands."""

    def __init__(self, line: socket.socket) -> None:
        line.setblocking(False)
        self._line = line
        self._raised = False

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
