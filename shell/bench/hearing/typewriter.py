"""A bare window to type into: whatever is typed there is gone, so that no round leaves anything for the next."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Any

from agent.display import x11
from agent.display.windows import Windows

_OPEN_S = 10.0


@asynccontextmanager
async def typewriter(display: str, title: str = "Typewriter") -> AsyncGenerator[None]:
    """Open, and having the keyboard, while the block runs. Raises TimeoutError when the window manager does not give it that."""
    connection, windows, stirred = x11.connect(display), Windows(display), asyncio.Event()
    try:
        screen: Any = connection.screen()
        window: Any = screen.root.create_window(100, 100, 400, 200, 0, screen.root_depth, background_pixel=screen.white_pixel)
        window.set_wm_name(title)
        window.set_wm_class("typewriter", "Typewriter")
        windows.watch(stirred.set)
        window.map()
        connection.flush()
        async with asyncio.timeout(_OPEN_S):
            while windows.active() != window.id:
                await stirred.wait()
                stirred.clear()
        yield
    finally:
        windows.close()
        with suppress(*x11.Failure):
            connection.close()
