import asyncio

from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from agent.display.windows import Windows
from agent.observation import Box
from tests.agent.conftest import Launch
from tests.agent.overlay import Overlay
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


async def test_an_overlay_of_ours_is_no_window_and_nothing_that_happens(desk: Desk) -> None:
    told = asyncio.Event()
    windows = Windows(desk.display)
    windows.watch(told.set)
    overlay = Overlay(desk.display, Box(10, 10, 50, 50))
    overlay.map()
    overlay.place(Box(20, 20, 60, 60))
    overlay.window.unmap()
    overlay.map()
    assert windows.listed() == ()
    overlay.close()
    popup = Overlay(desk.display, Box(0, 0, 9, 9))
    assert not told.is_set()
    popup.window.map()
    popup.connection.flush()
    await asyncio.wait_for(told.wait(), 5)
    popup.close()
    windows.close()


async def test_an_overlay_that_was_there_before_may_go_unnoticed(desk: Desk) -> None:
    overlay = Overlay(desk.display, Box(10, 10, 50, 50))
    overlay.map()
    told = asyncio.Event()
    windows = Windows(desk.display)
    windows.watch(told.set)
    overlay.close()
    windows.listed()  # the server has told everything by now
    assert not told.is_set()
    windows.close()
