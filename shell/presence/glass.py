"""The two panes on a display, announced as ours so that no observation has them, and kept on top without a fight."""

import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from Xlib import Xatom

from agent.display import overlays, x11
from agent.observation import Box
from shell.presence import palette, pill, place, room
from shell.presence.caption import Shown
from shell.presence.errors import Taken, Unshowable
from shell.presence.pane import Pane
from shell.presence.pill import Faces

TAKEN = "the indicator is shown on this display already; end the other one first"
RAISES = 5
"""How often it comes back on top within REST_S: what covers it once more, as a screen locker does, wins and hides it until that is gone."""
REST_S = 2.0
_RESTACKED = frozenset({"_NET_CLIENT_LIST_STACKING", "_NET_ACTIVE_WINDOW"})
_RESIZED = frozenset({"_NET_WORKAREA", "RESOURCE_MANAGER"})


class Glass:
    """What is shown on one display; for use in one thread."""

    def __init__(self, display: str, environ: Mapping[str, str], clock: Callable[[], float] = time.monotonic) -> None:
        """Raises Unshowable when the display cannot be opened or has no SHAPE extension, Taken when it shows an indicator already."""
        self._connection = _free(display)
        # Kept, because a connection that broke does not tell it any more.
        self.descriptor: int = self._connection.fileno()
        """Readable when the server has something to tell: then call `heed`."""
        self._environ, self._clock = environ, clock
        self._serial = 0
        self._beaten = self._dark = False
        self._raised: deque[float] = deque(maxlen=RAISES + 1)
        self._shown = Shown()
        self._outline, self._pill = Pane(self._connection, self._announce), Pane(self._connection, self._announce)
        self._room = room.of(self._connection)
        self._faces = Faces.of(self._room.em, environ)
        self._open()

    def show(self, shown: Shown) -> None:
        """Show this from now on."""
        self._shown = shown
        if self._dark:
            return
        target = place.clipped(Box(*shown.box), _whole(self._connection)) if shown.box else None
        self._frame(target)
        drawn = pill.painted(shown, self._faces, self._room.widest)
        self._pill.picture(drawn.image, drawn.shape, place.indicator(drawn.image.width, drawn.image.height, self._room, target))
        if not self._beaten:
            self._to_top()
        self._connection.flush()

    def darken(self, dark: bool) -> None:
        """Show nothing at all while the screen is dark, which is to say locked, then again what is to be shown."""
        self._dark = dark
        if dark:
            self._outline.hide()
            self._pill.hide()
            self._connection.flush()
        else:
            self.show(self._shown)

    def heed(self) -> bool:
        """Deal with what the server told; returns False when another program took our place, and raises an X error when the server is gone."""
        covered: dict[int, bool] = {}  # only the last word on each window counts
        restacked = resized = False
        while self._connection.pending_events():
            event: Any = self._connection.next_event()
            if event.type == x11.X.SelectionClear:
                return False
            if event.type == x11.X.VisibilityNotify:
                covered[event.window.id] = event.state != x11.X.VisibilityUnobscured
            elif event.type == x11.X.ConfigureNotify:
                resized = True
            elif event.type == x11.X.PropertyNotify:
                name = self._connection.get_atom_name(event.atom)
                restacked |= name in _RESTACKED
                resized |= name in _RESIZED
        if resized:
            self._measure()
        if restacked or not covered.get(self._pill.id, True):
            self._beaten = False
        if any(covered.get(pane.id, False) for pane in (self._pill, self._outline) if pane.showing):
            self._raised.append(self._clock())
            self._beaten = len(self._raised) > RAISES and self._raised[-1] - self._raised[0] <= REST_S
            restacked |= not self._beaten
        if restacked:
            self._to_top()
        return True

    def close(self) -> None:
        """Take everything off the display; fine when it is gone."""
        with suppress(*x11.Failure):
            self._connection.close()

    def _open(self) -> None:
        root: Any = self._connection.screen().root
        root.change_attributes(event_mask=x11.X.PropertyChangeMask | x11.X.StructureNotifyMask)
        self._announce()
        owner: Any = self._connection.create_resource_object("window", self._pill.id)
        owner.set_selection_owner(self._connection.intern_atom(overlays.SELECTION), x11.X.CurrentTime)
        self._outline.open()
        self._pill.open()
        self._connection.flush()

    def _announce(self) -> None:
        """Said before anything changes, so that whoever takes a picture meanwhile takes it again."""
        self._serial = (self._serial + 1) % 2**31
        owner: Any = self._connection.create_resource_object("window", self._pill.id)
        words = [self._serial, self._pill.id, self._outline.id]
        owner.change_property(self._connection.intern_atom(overlays.PROPERTY), Xatom.CARDINAL, 32, words)

    def _frame(self, target: Box | None) -> None:
        if target is None:
            self._outline.hide()
            return
        thin, gap = max(2, self._room.em // 6), max(2, self._room.em // 8)
        around = place.grown(target, gap + 3 * thin)
        inside = Box(3 * thin, 3 * thin, target.width + 2 * gap, target.height + 2 * gap)
        fine = place.grown(inside, thin)
        self._outline.frame(place.frame(inside, 3 * thin), place.frame(fine, thin), (palette.GROUND, palette.TARGET), around)

    def _measure(self) -> None:
        found = room.of(self._connection)
        if found != self._room:
            self._faces = Faces.of(found.em, self._environ) if found.em != self._room.em else self._faces
            self._room = found
            self.show(self._shown)

    def _to_top(self) -> None:
        self._outline.to_top()
        self._pill.to_top()
        self._connection.flush()


def _whole(connection: x11.Connection) -> Box:
    root: Any = connection.screen().root.get_geometry()  # asked anew: it may have been resized since we connected
    return Box(0, 0, int(root.width), int(root.height))


def _free(display: str) -> x11.Connection:
    """A connection to a display that shows no indicator yet."""
    try:
        connection = x11.connect(display)
    except x11.Failure as error:
        raise Unshowable(f"the display {display!r} cannot be opened; set DISPLAY to the one the indicator belongs on") from error
    why: Taken | Unshowable | None = None
    if not connection.has_extension("SHAPE"):
        why = Unshowable(f"the display {display!r} has no SHAPE extension; the indicator needs it to let clicks through")
    elif not isinstance(connection.get_selection_owner(connection.intern_atom(overlays.SELECTION)), int):
        why = Taken(TAKEN)
    if why is not None:
        connection.close()
        raise why
    return connection
