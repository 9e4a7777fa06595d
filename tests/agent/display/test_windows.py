import asyncio

from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from agent.display.windows import Windows
from tests.agent.conftest import Launch
from tests.agent.seeing import shows


async def test_lists_focuses_and_closes(desk: Desk, eyes: X11Eyes, launch: Launch) -> None:
    first = await launch("galculator")
    calc = (await eyes.wait_for(shows("galculator"), 5)).windows[0]
    second = await launch("zenity", "--entry", "--title=Box")
    both = await eyes.wait_for(shows("zenity"), 5)
    assert [(window.app, window.active) for window in both.windows] == [("zenity", True), ("galculator", False)]
    assert [window.pid for window in both.windows] == [second, first]
    windows = Windows(desk.display)
    assert (windows.screen.width, windows.screen.height) == (1280, 800)
    assert windows.screen.contains(*calc.box.centre)
    windows.focus(calc.id)
    front = await eyes.wait_for(shows("galculator"), 3)
    assert windows.listed() == front.windows
    windows.shut(calc.id)
    left = await eyes.wait_for(lambda seen: seen.window(calc.id) is None, 3)
    assert [window.title for window in left.windows] == ["Box"]
    windows.close()


async def test_tells_of_a_new_window_without_polling(desk: Desk, launch: Launch) -> None:
    told = asyncio.Event()
    windows = Windows(desk.display)
    windows.watch(told.set)
    assert not told.is_set()
    await launch("zenity", "--info", "--text=x")
    await asyncio.wait_for(told.wait(), 5)
    windows.close()
