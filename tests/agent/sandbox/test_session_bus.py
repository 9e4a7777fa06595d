import os
from pathlib import Path

from agent.display.bus import A11Y, DAEMON, Bus
from agent.sandbox.children import Children
from agent.sandbox.session_bus import start_accessibility, start_session_bus
from agent.sandbox.warden import MARK


async def test_a_session_bus_then_the_accessibility_bus_on_it(tmp_path: Path) -> None:
    children = Children("test-bus", [], lambda line: None)
    environment = {**os.environ, MARK: "test-bus", "XDG_RUNTIME_DIR": str(tmp_path)}
    try:
        address = await start_session_bus(children, environment, tmp_path)
        bus = await Bus.connect(address)
        (names,) = await bus.call(DAEMON, "/org/freedesktop/DBus", DAEMON, "ListNames")
        assert A11Y not in names
        await start_accessibility(children, {**environment, "DBUS_SESSION_BUS_ADDRESS": address})
        (found,) = await bus.call(A11Y, "/org/a11y/bus", A11Y, "GetAddress")
        assert found.startswith("unix:")
        bus.close()
    finally:
        await children.end()
