"""Names as people see them: toolkits leave them out, double them, or give a class name instead."""

import re
from collections.abc import Mapping
from dataclasses import replace

from agent.display.atspi_roles import ACTIONABLE, READABLE
from agent.display.atspi_tree import Node

_CLASS_NAME = re.compile(r"(?:Gtk|Adw|Gd)[A-Z]\w+")
_NEAR = 3
"""Levels between a button and the label on it, at most."""


def tidy(nodes: Mapping[str, Node]) -> dict[str, Node]:
    """The nodes with clean names; a control without one takes its label's, and a label that only repeats its control is left out."""
    clean = {path: replace(node, name=_clean(node.name)) for path, node in nodes.items()}
    for node in list(clean.values()):
        if node.role in READABLE and node.name:
            control = _control(clean, node)
            if control is not None and not control.name:
                clean[control.path] = replace(control, name=node.name)
    return {path: node for path, node in clean.items() if not _repeats(clean, node)}


def _clean(name: str) -> str:
    name = name.strip()
    half = len(name) // 2
    if len(name) % 2 and name[half] == " " and name[:half] == name[half + 1 :]:
        name = name[:half]
    return "" if _CLASS_NAME.fullmatch(name) else name


def _control(nodes: Mapping[str, Node], node: Node) -> Node | None:
    """The button or the like that a label lies on."""
    for _ in range(_NEAR):
        above = nodes.get(node.parent)
        if above is None:
            return None
        if above.role in ACTIONABLE:
            return above
        node = above
    return None


def _repeats(nodes: Mapping[str, Node], node: Node) -> bool:
    if node.role not in READABLE or node.children > 0:
        return False
    control = _control(nodes, node)
    return control is not None and control.name == node.name
