import time

from agent.display.atspi_programs import Programs
from agent.display.atspi_tree import ROOT, Node, Tree, cached, heads, walk
from agent.display.bus import A11Y, Bus
from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from tests.agent.conftest import Launch
from tests.agent.seeing import shows


async def test_the_walk_finds_what_the_cache_says(desk: Desk, eyes: X11Eyes, launch: Launch) -> None:
    await launch("galculator")
    window = (await eyes.wait_for(shows("galculator", 30), 5)).windows[0]
    session = await Bus.connect(desk.environment["DBUS_SESSION_BUS_ADDRESS"])
    (address,) = await session.call(A11Y, "/org/a11y/bus", A11Y, "GetAddress")
    bus = await Bus.connect(address)
    program = await Programs(bus, time.monotonic).of(window)
    assert program is not None
    assert (program.name, program.toolkit, program.pid) == ("galculator", "gtk3", window.pid)
    at_once = await cached(bus, program.bus_name)
    (frame,) = await heads(bus, program.bus_name)
    assert (frame.role, frame.name) == ("frame", "galculator")
    walked = Tree(program.bus_name)
    await walk(bus, walked, [(frame.path, ROOT)])
    showing = {path for path, node in at_once.nodes.items() if "showing" in node.states}
    assert walked.nodes.keys() == showing
    assert not walked.cut
    bus.close()
    session.close()


def _tree(*links: tuple[str, str, str]) -> Tree:
    return Tree("x", {path: Node(path, parent, role, "", frozenset(), 0) for path, parent, role in links})


def test_the_top_of_a_node_is_the_object_under_the_application() -> None:
    tree = _tree(("r", "", "application"), ("f", "r", "frame"), ("b", "f", "panel"))
    assert tree.top(tree.nodes["b"]).path == "f"
    loop = _tree(("a", "b", "panel"), ("b", "a", "panel"))
    assert loop.top(loop.nodes["a"]).path in ("a", "b")
