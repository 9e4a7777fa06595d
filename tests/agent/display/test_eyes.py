import time
from dataclasses import replace

from agent.action import Ui, UiOp
from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from agent.hands.screen import ScreenHands
from tests.agent.conftest import Launch
from tests.agent.seeing import find, nothing, shows


async def test_tells_whether_anything_moved_and_when_it_came_to_rest(eyes: X11Eyes, hands: ScreenHands, launch: Launch) -> None:
    await launch("galculator")
    seen = await eyes.wait_for(shows("galculator", 30), 5)
    await eyes.settle(2)
    await eyes.look()
    began = time.monotonic()
    assert not await eyes.settle(2)
    assert not await eyes.changed(0.05)
    assert time.monotonic() - began < 0.5
    await hands.perform(Ui(UiOp.CLICK, element=find(seen, "button", "7"), window=seen.active), nothing)
    assert await eyes.changed(2)
    assert await eyes.settle(2)
    assert find(await eyes.look(), "text").value == "7"


async def test_waiting_ends_with_the_event_or_with_the_limit(eyes: X11Eyes, launch: Launch) -> None:
    began = time.monotonic()
    seen = await eyes.wait_for(lambda seen: False, 0.2)
    assert seen.windows == ()
    assert 0.2 <= time.monotonic() - began < 0.6
    await launch("zenity", "--info", "--text=here it is")
    seen = await eyes.wait_for(lambda seen: any(element.name == "here it is" for element in seen.elements), 5)
    assert seen.taken_at > began
    assert find(seen, "label").name == "here it is"


async def test_without_an_accessibility_bus_it_sees_windows_and_says_so(desk: Desk, launch: Launch) -> None:
    environment = {**desk.environment, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
    eyes = X11Eyes(replace(desk, environment=environment))
    await eyes.open()
    await launch("galculator")
    seen = await eyes.wait_for(lambda seen: bool(seen.windows), 5)
    assert ([window.app for window in seen.windows], seen.elements, seen.partial) == (["galculator"], (), True)
    assert len(set(eyes.capture().rgb)) > 10
    await eyes.close()
