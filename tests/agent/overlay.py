"""A program that lays windows over a desk and announces them as Sayso's own."""

from typing import Any

from Xlib import Xatom
from Xlib.X import Above, CopyFromParent, CurrentTime, InputOutput

from agent.display import overlays, x11
from agent.observation import Box

RED = 0xFF0000
RED_PIXEL = b"\xff\x00\x00"


class Overlay:
    """One such program, with one red window."""

    def __init__(self, display: str, box: Box, override: bool = True) -> None:
        self.connection = x11.connect(display)
        screen = self.connection.screen()
        self.window: Any = screen.root.create_window(
            box.x, box.y, box.width, box.height, 0, screen.root_depth, InputOutput, CopyFromParent, background_pixel=RED, override_redirect=override
        )
        self.serial = 0
        self.announced = [self.window.id]

    def announce(self) -> None:
        """Say again what is ours, under a new number."""
        self.serial += 1
        name = self.connection.intern_atom(overlays.PROPERTY)
        self.window.change_property(name, Xatom.CARDINAL, 32, [self.serial, *self.announced])
        self.window.set_selection_owner(self.connection.intern_atom(overlays.SELECTION), CurrentTime)

    def shape(self, *boxes: Box) -> None:
        """Let only these parts show."""
        self.announce()
        self.window.shape_rectangles(0, 0, 0, 0, 0, [(box.x, box.y, box.width, box.height) for box in boxes])

    def place(self, box: Box) -> None:
        """Move it, announced first."""
        self.announce()
        self.window.configure(x=box.x, y=box.y, width=box.width, height=box.height, stack_mode=Above)

    def map(self) -> None:
        """Show it, announced first."""
        self.announce()
        self.window.map()
        self.connection.sync()

    def close(self) -> None:
        """End the program."""
        self.connection.close()
