"""Accessibility trees: a program's nodes, from its cache in one call or by a bounded walk."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from agent.display.atspi_roles import role_name, state_names
from agent.display.bus import Bus, BusError, Unanswered

ACCESSIBLE = "org.a11y.atspi.Accessible"
ROOT = "/org/a11y/atspi/accessible/root"
DEPTH = 40
"""Levels a walk goes down at most."""
NODES = 3000
"""Nodes a walk visits at most."""
CHILDREN = 400
"""Children read of one node at most: a spreadsheet says it has 2^31."""


@dataclass(frozen=True, slots=True)
class Node:
    """One object of a program's tree."""

    path: str
    parent: str
    """Object path of its parent; empty for the application."""
    role: str
    name: str
    states: frozenset[str]
    children: int
    """How many it says it has; -1 when it does not say."""


@dataclass(slots=True)
class Tree:
    """What was read of one program, by object path."""

    bus_name: str
    nodes: dict[str, Node] = field(default_factory=dict[str, Node])
    cut: bool = False
    """True when an object did not answer or a limit was reached."""

    def top(self, node: Node) -> Node:
        """The top-level object that a node lies under."""
        for _ in range(DEPTH * 2):
            parent = self.nodes.get(node.parent)
            if parent is None or parent.role == "application" or parent is node:
                return node
            node = parent
        return node


async def cached(bus: Bus, name: str) -> Tree:
    """The whole tree as the program's cache tells it (GTK 3); raises BusError."""
    (items,) = await bus.call(name, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems", limit_s=1.0)
    tree = Tree(name)
    for item in items:
        # Old caches carry the list of children where new ones carry index and count.
        count = len(item[3]) if isinstance(item[3], list) else item[4]
        _, label, role, _, states = item[-5:]
        tree.nodes[item[0][1]] = Node(item[0][1], item[2][1], role_name(role), label, state_names(states), count)
    return tree


async def walk(bus: Bus, tree: Tree, start: Sequence[tuple[str, str]], showing: str = "showing") -> None:
    """Read what lies under the (path, parent) pairs in `start` into the tree, level by level; what lacks the state `showing` is left out."""
    level = list(start)
    for _ in range(DEPTH):
        room = NODES - len(tree.nodes)
        if not level:
            return
        if len(level) > room:
            tree.cut, level = True, level[: max(0, room)]
        below = await asyncio.gather(*(_visit(bus, tree, path, parent, showing) for path, parent in level))
        level = [(path, parent) for paths, parent in below for path in paths if path not in tree.nodes]
    tree.cut |= bool(level)


async def heads(bus: Bus, name: str) -> list[Node]:
    """The program's top-level objects, without what lies under them; raises BusError."""
    tree = Tree(name)
    count = int(await read(bus, name, ROOT, ACCESSIBLE, "ChildCount"))
    paths = await children(bus, tree, ROOT, count) if count else []
    found = await asyncio.gather(*(_node(bus, tree, path, ROOT, "visible") for path in paths))
    return [node for node in found if node is not None]


async def _visit(bus: Bus, tree: Tree, path: str, parent: str, showing: str) -> tuple[list[str], str]:
    node = await _node(bus, tree, path, parent, showing)
    if node is None:
        return [], path
    tree.nodes[path] = node
    try:
        return (await children(bus, tree, path, node.children) if node.children else []), path
    except Unanswered:
        raise
    except BusError:
        tree.cut = True
        return [], path


async def _node(bus: Bus, tree: Tree, path: str, parent: str, showing: str) -> Node | None:
    try:
        (states,) = await bus.call(tree.bus_name, path, ACCESSIBLE, "GetState")
        known = state_names(states)
        if showing not in known:
            return None
        (role,), label, count = await asyncio.gather(
            bus.call(tree.bus_name, path, ACCESSIBLE, "GetRole"),
            read(bus, tree.bus_name, path, ACCESSIBLE, "Name"),
            read(bus, tree.bus_name, path, ACCESSIBLE, "ChildCount"),
        )
    except Unanswered:
        raise
    except BusError:
        # It went away between being listed and being asked.
        tree.cut = True
        return None
    return Node(path, parent, role_name(role), str(label), known, int(count))


async def children(bus: Bus, tree: Tree, path: str, count: int) -> list[str]:
    """Paths of a node's children inside the same program, the first CHILDREN of them."""
    if count <= CHILDREN:
        (found,) = await bus.call(tree.bus_name, path, ACCESSIBLE, "GetChildren")
    else:
        tree.cut = True
        replies = await asyncio.gather(*(bus.call(tree.bus_name, path, ACCESSIBLE, "GetChildAtIndex", "i", [index]) for index in range(CHILDREN)))
        found = [reply[0] for reply in replies]
    return [below for owner, below in found if owner == tree.bus_name and not below.endswith("/null")]


async def read(bus: Bus, name: str, path: str, interface: str, member: str) -> Any:
    """A property's value; raises BusError."""
    (variant,) = await bus.call(name, path, "org.freedesktop.DBus.Properties", "Get", "ss", [interface, member])
    return variant.value
