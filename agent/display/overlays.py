"""Windows of Sayso's own that lie over the desk, as its indicator does: they are never part of an observation."""

from dataclasses import dataclass
from typing import Any

from agent.display import x11
from agent.observation import Box

SELECTION = "_SAYSO_PRESENCE"
"""The X selection whose owner tells what is ours: a server has one owner of it at most, and it goes with its process."""
PROPERTY = "_SAYSO_PRESENCE"
"""CARDINALs on the owner: a number that changes with every change of shape or place, then the ids of the windows."""
MOST = 0.25
"""Share of the screen that ours cover at most; what claims more is not ours, and is seen like anything else."""
_BOUNDING = 0


@dataclass(frozen=True, slots=True)
class Cover:
    """What lies over the desk at one moment; two equal ones mean that nothing changed in between."""

    serial: int = 0
    boxes: tuple[Box, ...] = ()
    """Every rectangle of their shapes, on the screen."""

    def __or__(self, other: "Cover") -> "Cover":
        """What lay there at either moment."""
        return Cover(other.serial, tuple(dict.fromkeys(self.boxes + other.boxes)))


class Overlays:
    """Finds them, over a connection of the caller's; for use in that connection's thread."""

    def __init__(self, connection: x11.Connection) -> None:
        self._connection = connection
        self._selection: int = connection.intern_atom(SELECTION)
        self._known: set[int] = set()

    def cover(self) -> Cover:
        """What they cover now: two round trips when there are none, about a millisecond otherwise."""
        serial, windows = self._announced()
        screen: Any = self._connection.screen()
        boxes = tuple(box for window in windows for box in self._shape(window))
        area = sum(box.width * box.height for box in boxes)
        if area > MOST * screen.width_in_pixels * screen.height_in_pixels:
            return Cover()
        return Cover(serial, boxes)

    def refresh(self) -> None:
        """Learn which windows are ours now."""
        self._known = set(self._announced()[1])

    def appeared(self, window: int) -> bool:
        """Whether a window that was just mapped is ours. It is announced before it is mapped; ids are used again, so nothing is taken as known."""
        self.refresh()
        return window in self._known

    def vanished(self, window: int) -> bool:
        """Whether a window that was just unmapped was ours; by then its process may be gone."""
        ours = window in self._known
        self._known.discard(window)
        return ours

    def _announced(self) -> tuple[int, tuple[int, ...]]:
        owner: Any = self._connection.get_selection_owner(self._selection)
        if isinstance(owner, int):  # nobody
            return 0, ()
        serial, *windows = x11.words(self._connection, owner, PROPERTY) or [0]
        # Whoever announces can hide windows of its own, never another program's.
        mask = self._connection.display.info.resource_id_mask
        return serial, tuple(window for window in windows if window & ~mask == owner.id & ~mask)

    def _shape(self, number: int) -> list[Box]:
        window: Any = self._connection.create_resource_object("window", number)
        try:
            state: Any = window.get_attributes()
            if not state.override_redirect or state.map_state != x11.X.IsViewable:
                return []
            place: Any = window.get_geometry()
            parts: Any = window.shape_get_rectangles(_BOUNDING).rectangles
        except x11.Failure:
            return []
        x, y = int(place.x), int(place.y)
        return [Box(x + int(part.x), y + int(part.y), int(part.width), int(part.height)) for part in parts]
