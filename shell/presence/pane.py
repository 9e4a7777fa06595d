"""A window that lies over the desk and that no click or key ever reaches: override-redirect, shaped, without an input region."""

from collections.abc import Callable, Sequence
from typing import Any

from PIL import Image
from Xlib import Xatom

from agent.display import x11
from agent.observation import Box
from shell.presence import pixels
from shell.presence.palette import Colour

_BOUNDING, _INPUT = 0, 2
_SET = 0


class Pane:
    """One such window. It stays mapped, and is hidden by taking its shape away, so that nothing on the desk is told of it."""

    def __init__(self, connection: x11.Connection, changing: Callable[[], None]) -> None:
        """changing: called just before its shape or place changes."""
        self._connection = connection
        self._changing = changing
        screen: Any = connection.screen()
        events = x11.X.VisibilityChangeMask
        self._window: Any = screen.root.create_window(
            0, 0, 1, 1, 0, screen.root_depth, x11.X.InputOutput, x11.X.CopyFromParent, override_redirect=1, background_pixel=0, event_mask=events
        )
        self._inner: Any = self._window.create_window(0, 0, 1, 1, 0, screen.root_depth, background_pixel=0)
        self._window.set_wm_class("sayso-presence", "Sayso")
        self._window.set_wm_name("Sayso")
        kind: int = connection.intern_atom("_NET_WM_WINDOW_TYPE_NOTIFICATION")
        self._window.change_property(connection.intern_atom("_NET_WM_WINDOW_TYPE"), Xatom.ATOM, 32, [kind])
        for part in (_BOUNDING, _INPUT):
            self._window.shape_rectangles(_SET, part, 0, 0, 0, [])
        self._shape: tuple[Box, ...] = ()
        self._place = Box(0, 0, 1, 1)

    @property
    def id(self) -> int:
        """X id of the window."""
        return int(self._window.id)

    @property
    def showing(self) -> bool:
        """Whether anything of it is to be seen."""
        return bool(self._shape)

    def open(self) -> None:
        """Map it; nothing shows yet."""
        self._window.map()

    def picture(self, image: Image.Image, shape: tuple[Box, ...], place: Box) -> None:
        """Show a picture at a place on the screen, in a shape of its own. The server keeps it: nothing has to be drawn again."""
        kept: Any = self._window.create_pixmap(image.width, image.height, self._connection.screen().root_depth)
        pixels.put(self._connection, kept, image)
        self._window.change_attributes(background_pixmap=kept)
        kept.free()
        self._put(shape, place)
        self._window.clear_area()

    def frame(self, outer: Sequence[Box], inner: Sequence[Box], colours: tuple[Colour, Colour], place: Box) -> None:
        """Show a frame of one colour with a finer one of another colour in it; the boxes are within the place."""
        edge, middle = (_pixel(self._connection, colour) for colour in colours)
        self._window.change_attributes(background_pixel=edge)
        self._inner.change_attributes(background_pixel=middle)
        self._inner.configure(x=0, y=0, width=place.width, height=place.height)
        self._inner.shape_rectangles(_SET, _BOUNDING, 0, 0, 0, _rectangles(inner))
        self._inner.map()
        self._put(tuple(outer), place)
        self._window.clear_area()
        self._inner.clear_area()

    def hide(self) -> None:
        """Show nothing."""
        if self._shape:
            self._put((), self._place)

    def to_top(self) -> None:
        """Over every other window."""
        self._window.configure(stack_mode=x11.X.Above)

    def _put(self, shape: tuple[Box, ...], place: Box) -> None:
        if (shape, place) == (self._shape, self._place):
            return
        self._changing()
        self._window.configure(x=place.x, y=place.y, width=place.width, height=place.height)
        self._window.shape_rectangles(_SET, _BOUNDING, 0, 0, 0, _rectangles(shape))
        self._shape, self._place = shape, place


def _rectangles(boxes: Sequence[Box]) -> list[tuple[int, int, int, int]]:
    return [(box.x, box.y, box.width, box.height) for box in boxes]


def _pixel(connection: x11.Connection, colour: Colour) -> int:
    red, green, blue = (part * 257 for part in colour)
    return int(connection.screen().default_colormap.alloc_color(red, green, blue).pixel)
