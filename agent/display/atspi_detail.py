"""Where an accessible object is on the screen, and what it holds."""

from agent.display.atspi_roles import TEXTS, VALUES
from agent.display.atspi_tree import Node, read
from agent.display.bus import Bus, BusError, Unanswered
from agent.observation import Box

TEXT_CAP = 2000
"""Characters read of one text at most."""
_SCREEN = 0
_OLD_TEXT_SIGN = "\ufffc"
"""Stands for an embedded object in a text."""


async def extents(bus: Bus, name: str, path: str) -> Box | None:
    """The object's rectangle in screen pixels; None when it has none."""
    try:
        reply = await bus.call(name, path, "org.a11y.atspi.Component", "GetExtents", "u", [_SCREEN])
    except Unanswered:
        raise
    except BusError:
        return None
    x, y, width, height = reply[0] if len(reply) == 1 else reply
    # Hidden objects say -2147483648.
    return Box(x, y, width, height) if width > 0 and height > 0 and x > -(2**20) and y > -(2**20) else None


async def value(bus: Bus, name: str, node: Node) -> str | None:
    """The text or number it holds; None when it has none or it is a password."""
    if node.role == "password text":
        return None
    try:
        if node.role in TEXTS:
            return await _text(bus, name, node.path)
        if node.role in VALUES:
            return f"{await read(bus, name, node.path, 'org.a11y.atspi.Value', 'CurrentValue'):g}"
    except Unanswered:
        raise
    except BusError:
        return None
    return None


async def item_name(bus: Bus, name: str, node: Node) -> str:
    """What an item of a list without a name says; empty when it says nothing."""
    try:
        return (await _text(bus, name, node.path)).strip()
    except Unanswered:
        raise
    except BusError:
        return ""


async def _text(bus: Bus, name: str, path: str) -> str:
    count = int(await read(bus, name, path, "org.a11y.atspi.Text", "CharacterCount"))
    if count <= 0:
        return ""
    (text,) = await bus.call(name, path, "org.a11y.atspi.Text", "GetText", "ii", [0, min(count, TEXT_CAP)])
    return str(text).replace(_OLD_TEXT_SIGN, "")
