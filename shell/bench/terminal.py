"""A terminal of our own with one of our programs in it: keys go in, and the moment their answer is on the screen comes out."""

import asyncio
import fcntl
import os
import re
import struct
import termios
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from shell import children
from shell.errors import ShellError

SIZE = (120, 40)
"""Columns and rows."""
LIMIT_S = 30.0
"""Seconds a program gets to paint what is waited for."""
_ASKS, _YES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
"""Whether this terminal shows a frame only when it is complete: it does, as today's do, so that the end of every frame is marked."""
_FRAME_END = b"\x1b[?2026l"
_MOVES = re.compile(r"\x1b\[[0-9;]*[Hf]")
_CODES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()*+].|.)")


class Terminal:
    """The side of the screen and keyboard."""

    def __init__(self, descriptor: int) -> None:
        self.limit_s = LIMIT_S
        self._descriptor = descriptor
        self._painted = b""
        self._ended = False
        self._news = asyncio.Event()
        asyncio.get_running_loop().add_reader(descriptor, self._read)

    async def press(self, keys: bytes, answer: str) -> float:
        """Press keys; milliseconds until a complete frame holds a text that matches `answer`, a regular expression."""
        self._painted, begun = b"", time.monotonic()
        os.write(self._descriptor, keys)
        return (await self.shown(answer) - begun) * 1000

    async def shown(self, answer: str) -> float:
        """When, in monotonic seconds, a frame painted since the last key matched. Raises ShellError when none does in time."""
        pattern = re.compile(answer)
        try:
            async with asyncio.timeout(self.limit_s):
                while True:
                    at = time.monotonic()
                    if pattern.search(text_of(self._painted)):
                        return at
                    if self._ended:
                        raise ShellError(f"the program in the terminal ended: {self._last()}")
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise ShellError(f"the terminal never showed {answer!r}; last: {self._last()}") from None

    async def quiet(self, for_s: float = 0.3) -> None:
        """Wait until nothing was painted for so many seconds."""
        while True:
            self._news.clear()
            try:
                async with asyncio.timeout(for_s):
                    await self._news.wait()
            except TimeoutError:
                return

    def close(self) -> None:
        """Let go of it."""
        asyncio.get_running_loop().remove_reader(self._descriptor)
        os.close(self._descriptor)

    def _last(self) -> str:
        return repr(text_of(self._painted)[-200:] or self._painted[-200:])

    def _read(self) -> None:
        try:
            got = os.read(self._descriptor, 1 << 16)
        except OSError:  # the program has ended
            asyncio.get_running_loop().remove_reader(self._descriptor)
            self._ended = True
            self._news.set()
            return
        self._painted += got
        if _ASKS in self._painted:
            self._painted = self._painted.replace(_ASKS, b"")
            os.write(self._descriptor, _YES)
        self._news.set()


def text_of(painted: bytes) -> str:
    """The text of the complete frames, a line for each piece of the screen; all of it when the program marks no frames."""
    whole = painted[: painted.rfind(_FRAME_END)] if _FRAME_END in painted else b"" if b"\x1b[?2026h" in painted else painted
    return _CODES.sub("", _MOVES.sub("\n", whole.decode("utf-8", "ignore")))


@asynccontextmanager
async def in_terminal(module: str, arguments: Sequence[str], environment: Mapping[str, str]) -> AsyncIterator[tuple[Terminal, float]]:
    """Run `python -m module` in a terminal; with it, when it was started (monotonic seconds). It ends with the block."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("4H", SIZE[1], SIZE[0], 0, 0))
    terminal = Terminal(ours)
    begun = time.monotonic()
    plain = {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    process = await children.start(module, arguments, plain, terminal=theirs)
    os.close(theirs)
    try:
        yield terminal, begun
    finally:
        await children.end(process)
        terminal.close()
