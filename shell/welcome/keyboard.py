"""What is typed in the terminal, line by line, without ever waiting for it in a thread."""

import asyncio
import os
from collections.abc import AsyncGenerator


async def lines(descriptor: int) -> AsyncGenerator[str]:
    """The lines as they are entered, until the end of the input; none from what cannot be waited for, a file for one."""
    loop, entered = asyncio.get_running_loop(), asyncio.Queue[bytes]()

    def read() -> None:
        """Whatever is there; nothing means the end."""
        try:
            entered.put_nowait(os.read(descriptor, 4096))
        except BlockingIOError:
            return
        except OSError:
            entered.put_nowait(b"")

    try:
        loop.add_reader(descriptor, read)
    except OSError:
        return
    try:
        rest = b""
        while part := await entered.get():
            *whole, rest = (rest + part).split(b"\n")
            for line in whole:
                yield line.decode(errors="replace")
    finally:
        loop.remove_reader(descriptor)
