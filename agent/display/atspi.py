"""What shows in a window, from the accessibility bus."""

import asyncio
import time
from collections.abc import Callable, Sequence

from agent.display import atspi_events
from agent.display.atspi_detail import extents, item_name, value
from agent.display.atspi_names import tidy
from agent.display.atspi_programs import Program, Programs
from agent.display.atspi_roles import ACTIONABLE, ITEMS, POPUPS, READABLE
from agent.display.atspi_tree import ACCESSIBLE, ROOT, Node, Tree, cached, children, heads, read, walk
from agent.display.bus import A11Y, Bus, BusError, Unanswered
from agent.observation import Box, Element, Window

ELEMENTS = 800
"""Elements of one snapshot at most."""


class Accessibility:
    """One connection to the accessibility bus of a desk."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._programs = Programs(bus, time.monotonic)

    @classmethod
    async def open(cls, session_bus: str, told: Callable[[], None]) -> "Accessibility":
        """Find the accessibility bus through this session bus and listen to its events; raises BusError."""
        session = await Bus.connect(session_bus)
        try:
            (address,) = await session.call(A11Y, "/org/a11y/bus", A11Y, "GetAddress", limit_s=2.0)
        finally:
            session.close()
        bus = await Bus.connect(address)
        await atspi_events.listen(bus, told)
        return cls(bus)

    @property
    def alive(self) -> bool:
        """Whether the bus is still there."""
        return self._bus.alive

    def close(self) -> None:
        """Let go of the bus."""
        self._bus.close()

    async def look(self, window: Window, screen: Box) -> tuple[tuple[Element, ...], bool]:
        """The elements that show in a window and its pop-ups, in reading order, and whether something is missing from them."""
        program: Program | None = None
        try:
            program = await self._programs.of(window)
            if program is not None:
                return await self._snapshot(program, window, screen)
        except BusError as error:
            if program is not None:
                self._programs.doubt(program, hung=isinstance(error, Unanswered))
        return (), True

    async def _snapshot(self, program: Program, window: Window, screen: Box) -> tuple[tuple[Element, ...], bool]:
        tree, tops = await self._tree(program, window)
        shown = [node for node in tidy(tree.nodes).values() if node.role in ACTIONABLE or node.role in READABLE]
        if program.toolkit != "gtk4":
            shown = [node for node in shown if "showing" in node.states]
        placed = [(node, tops[top.path]) for node in shown if (top := tree.top(node)).path in tops]
        cut = tree.cut or len(placed) > ELEMENTS
        # A window of GTK 4 knows only its own coordinates.
        shift = (window.box.x, window.box.y) if program.toolkit == "gtk4" else (0, 0)
        made = await asyncio.gather(*(_element(self._bus, program, node, owner, shift) for node, owner in placed[:ELEMENTS]))
        elements = [element for element in made if element is not None and _visible(element, window.box, screen)]
        return tuple(sorted(elements, key=_reading)), cut

    async def _tree(self, program: Program, window: Window) -> tuple[Tree, dict[str, int]]:
        """The program's tree, and its top-level objects that count here with the X window each is."""
        name = program.bus_name
        if program.toolkit == "gtk3":
            tree = await cached(self._bus, name)
            tops = _chosen([node for node in tree.nodes.values() if node.parent == ROOT and node.path != ROOT], window)
            await self._complete(tree, tops)
            return tree, tops
        # Only what belongs to this window is walked: the others' top-level objects are looked at, and left.
        tree, tops = Tree(name), _chosen(await heads(self._bus, name), window)
        await walk(self._bus, tree, [(path, ROOT) for path in tops], "visible" if program.toolkit == "gtk4" else "showing")
        return tree, tops

    async def _complete(self, tree: Tree, tops: dict[str, int]) -> None:
        """Caches leave out the cells of lists: walk what has more children than the cache knows."""
        known: dict[str, int] = {}
        for node in tree.nodes.values():
            known[node.parent] = known.get(node.parent, 0) + 1
        gaps = [
            node
            for node in tree.nodes.values()
            if "showing" in node.states
            and ("manages-descendants" in node.states or node.children > known.get(node.path, 0))
            and tree.top(node).path in tops
        ]
        for node in gaps:
            count = node.children if node.children >= 0 else int(await read(self._bus, tree.bus_name, node.path, ACCESSIBLE, "ChildCount"))
            below = await children(self._bus, tree, node.path, count) if count else []
            await walk(self._bus, tree, [(path, node.path) for path in below if path not in tree.nodes])


async def _element(bus: Bus, program: Program, node: Node, window: int, shift: tuple[int, int]) -> Element | None:
    box, held = await asyncio.gather(extents(bus, program.bus_name, node.path), value(bus, program.bus_name, node))
    name = node.name
    if not name.strip() and node.role in ITEMS and box is not None:
        name = await item_name(bus, program.bus_name, node)
    if box is None or (not (name.strip() or held) and (node.role in ITEMS or node.role not in ACTIONABLE)):
        return None
    moved = Box(box.x + shift[0], box.y + shift[1], box.width, box.height)
    return Element(f"{program.bus_name}|{node.path}", node.role, name, held, node.states, moved, program.name, window)


def _chosen(tops: Sequence[Node], window: Window) -> dict[str, int]:
    showing = [node for node in tops if node.states & {"showing", "visible"}]
    popups = [node for node in showing if node.role in POPUPS]
    framed = [node for node in showing if node.role not in POPUPS]
    mine = [node for node in framed if node.name == window.title] or framed
    if len(mine) > 1:
        mine = [node for node in mine if "active" in node.states] or mine
    return {node.path: 0 for node in popups} | {node.path: window.id for node in mine}


def _visible(element: Element, bounds: Box, screen: Box) -> bool:
    # Menus hang out of their window; what is scrolled out of it does not show.
    within = screen if "menu" in element.role or not element.window else bounds
    return within.contains(*element.box.centre) and screen.contains(*element.box.centre)


def _reading(element: Element) -> tuple[int, int]:
    return element.box.centre[1] // 12, element.box.x
