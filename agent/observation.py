"""What is seen: windows, elements, and one snapshot of both."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the screen, in physical pixels, origin at the top left."""

    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[int, int]:
        """The pixel in the middle (x, y)."""
        return self.x + self.width // 2, self.y + self.height // 2

    def contains(self, x: int, y: int) -> bool:
        """Whether pixel (x, y) lies inside."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Window:
    """A top-level window, from EWMH."""

    id: int
    """X window id."""
    title: str
    app: str
    """The class part of WM_CLASS, lower case: "galculator"."""
    pid: int
    """Process id from _NET_WM_PID; 0 when the program does not say."""
    box: Box
    active: bool
    """Whether it has the keyboard."""


@dataclass(frozen=True, slots=True)
class Element:
    """One thing in an app's accessibility tree that is showing on the screen."""

    ref: str
    """"bus-name|object-path": unique while the app lives."""
    role: str
    """AT-SPI role name, lower case: "push button", "text", "menu item"."""
    name: str
    value: str | None
    """Text or number it holds; None when it has none or it must not be read (password fields)."""
    states: frozenset[str]
    """AT-SPI state names in lower case: "focused", "checked", "editable", "sensitive"."""
    box: Box
    app: str
    """Accessible name of the application."""
    window: int
    """X window id it lies in; 0 when that is not known (a popped-up menu)."""

    @property
    def secret(self) -> bool:
        """Whether its content must never be read back."""
        return self.role == "password text"


@dataclass(frozen=True, slots=True)
class Observation:
    """One snapshot of the desk."""

    windows: tuple[Window, ...]
    """Top-level windows, the active one first."""
    elements: tuple[Element, ...]
    """What shows in the active window's app and its pop-ups, in reading order."""
    taken_at: float
    """Monotonic seconds."""
    partial: bool
    """True when an app did not answer in time or the tree was cut."""

    @property
    def active(self) -> Window | None:
        """The window that has the keyboard, if any."""
        return next((window for window in self.windows if window.active), None)

    @property
    def focused(self) -> Element | None:
        """The element that has the keyboard, if the tree says."""
        return next((element for element in self.elements if "focused" in element.states), None)

    def element(self, ref: str) -> Element | None:
        """The element with this reference, if it is still showing."""
        return next((element for element in self.elements if element.ref == ref), None)

    def window(self, window_id: int) -> Window | None:
        """The window with this X id, if it is still there."""
        return next((window for window in self.windows if window.id == window_id), None)
