import asyncio

import pytest

from agent.action import Ui, UiOp
from agent.display import x11
from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from agent.errors import CannotAct
from agent.hands.screen_acts import ScreenActs
from agent.observation import Box, Window
from tests.agent.conftest import Launch
from tests.agent.seeing import find, nothing, shows


async def test_every_event_is_checked_and_the_first_is_timed(desk: Desk, eyes: X11Eyes, launch: Launch) -> None:
    await launch("galculator")
    seen = await eyes.wait_for(shows("galculator", 30), 5)
    acts = ScreenActs(desk)
    told: list[int] = []
    acts.act(Ui(UiOp.CLICK, element=find(seen, "button", "4"), window=seen.active), lambda: told.append(1))
    assert len(told) == 3
    assert acts.first_input_at > seen.taken_at
    acts.close()
    seen = await eyes.wait_for(lambda seen: find(seen, "text").value == "4", 3)
    assert find(seen, "text").value == "4"


async def test_scrolls_where_it_is_told(desk: Desk, eyes: X11Eyes, launch: Launch) -> None:
    rows = [str(number) for number in range(200)]
    await launch("zenity", "--list", "--column=Row", "--height=300", *rows)
    seen = await eyes.wait_for(lambda seen: any(element.name == "0" for element in seen.elements), 5)
    acts = ScreenActs(desk)
    acts.act(Ui(UiOp.SCROLL, window=seen.active, direction="down", amount=10), nothing)
    acts.close()
    seen = await eyes.wait_for(lambda seen: all(element.name != "0" for element in seen.elements), 3)
    assert all(element.name != "0" for element in seen.elements)
    assert any(element.name.isdigit() for element in seen.elements)


async def test_what_cannot_be_done_is_said_before_anything_is_touched(desk: Desk) -> None:
    acts = ScreenActs(desk)
    nowhere = Window(0x7FFFFFF, "Nowhere", "none", 0, Box(0, 0, 1, 1), False)
    for act in (
        Ui(UiOp.CLICK),
        Ui(UiOp.FOCUS),
        Ui(UiOp.CLOSE),
        Ui(UiOp.SCROLL, direction="inwards"),
        Ui(UiOp.TYPE, window=nowhere, text="secret"),
        Ui(UiOp.PRESS, keys="nosuchkey"),
    ):
        with pytest.raises(CannotAct):
            await asyncio.to_thread(acts.act, act, nothing)
        assert acts.first_input_at == 0.0 or act.op in (UiOp.FOCUS, UiOp.CLOSE)
    connection = x11.connect(desk.display)
    assert not any(connection.query_keymap())
    connection.close()
    acts.close()


async def test_puts_the_pointer_where_it_is_told(desk: Desk) -> None:
    acts, connection = ScreenActs(desk), x11.connect(desk.display)
    acts.point(321, 123)
    found = connection.screen().root.query_pointer()
    assert (found.root_x, found.root_y) == (321, 123)
    acts.point(0, 0)
    acts.close()
    connection.close()
