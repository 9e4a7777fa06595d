import os

from agent.display.windows import Windows
from agent.sandbox.desk import virtual_desk
from shell.bench.hearing.typewriter import typewriter
from tests.shell.stand import until


async def test_the_window_has_the_keyboard_and_is_gone_afterwards() -> None:
    async with virtual_desk(None, True, os.environ, lambda _: None) as desk:
        windows = Windows(desk.display)
        try:
            async with typewriter(desk.display, "Here"):
                await until(lambda: [(window.title, window.active) for window in windows.listed()] == [("Here", True)])
            await until(lambda: windows.listed() == ())
        finally:
            windows.close()
