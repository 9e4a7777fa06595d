from agent.display.atspi_detail import extents, item_name, value
from agent.display.atspi_tree import Node
from agent.display.bus import A11Y, Bus
from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from tests.agent.conftest import Launch
from tests.agent.seeing import find, shows


async def test_values_and_places_come_from_the_object(desk: Desk, eyes: X11Eyes, launch: Launch) -> None:
    await launch("zenity", "--scale", "--value=42", "--text=how much")
    seen = await eyes.wait_for(shows("zenity", 3), 5)
    slider = find(seen, "slider")
    assert slider.value == "42"
    session = await Bus.connect(desk.environment["DBUS_SESSION_BUS_ADDRESS"])
    (address,) = await session.call(A11Y, "/org/a11y/bus", A11Y, "GetAddress")
    bus = await Bus.connect(address)
    name, _, path = slider.ref.partition("|")
    assert await extents(bus, name, path) == slider.box
    assert await extents(bus, name, "/nowhere") is None
    node = Node(path, "", "text", "", frozenset(), 0)
    assert await value(bus, name, node) is None
    assert await item_name(bus, name, node) == ""
    label = find(seen, "label", "how much").ref.partition("|")[2]
    assert await item_name(bus, name, Node(label, "", "list item", "", frozenset(), 0)) == "how much"
    bus.close()
    session.close()
