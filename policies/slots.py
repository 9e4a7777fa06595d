"""The types a slot may have, and where values of each type come from."""

from enum import StrEnum

from agent.intent import Source


class SlotType(StrEnum):
    """What a slot of an intent names."""

    APP = "app"
    """An installed program; value: desktop id."""
    WINDOW = "window"
    """An open window; value: X window id in decimal. "this window" is the active one."""
    CONTROL = "control"
    """Something on the screen to click; value: Element.ref."""
    FILE = "file"
    """A file or folder that is there; value: absolute path."""
    FOLDER = "folder"
    """A folder that is there; value: absolute path."""
    NEW_NAME = "new_name"
    """A name for something new; value: a sane file name."""
    TEXT = "text"
    """Free text; must end its sentence, never in risky intents; value: the text as said."""
    KEYS = "keys"
    """A key or chord; value: names as in policies/keys.py, joined by "+"."""
    DIRECTION = "direction"
    """"up" | "down" | "left" | "right"."""
    NUMBER = "number"
    """A whole number, decimal digits."""


SOURCES = {
    SlotType.APP: Source.POLICY,
    SlotType.WINDOW: Source.SCREEN,
    SlotType.CONTROL: Source.SCREEN,
    SlotType.FILE: Source.FILE,
    SlotType.FOLDER: Source.FILE,
    SlotType.NEW_NAME: Source.SPEECH,
    SlotType.TEXT: Source.SPEECH,
    SlotType.KEYS: Source.SPEECH,
    SlotType.DIRECTION: Source.SPEECH,
    SlotType.NUMBER: Source.SPEECH,
}
"""Where a bound value of each type comes from; a fixed slot comes from policy."""

FREE = frozenset({SlotType.NEW_NAME, SlotType.TEXT})
"""Types that take any words, so that they could swallow words meant otherwise."""
