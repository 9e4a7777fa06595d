"""What the tests look for on a desk."""

import os
import select
import time
from collections.abc import Callable, Iterable

from agent.observation import Element, Observation


def shows(app: str, least: int = 1) -> Callable[[Observation], bool]:
    """Whether this app's window is active and shows at least so many elements."""
    return lambda seen: seen.active is not None and app in seen.active.app and len(seen.elements) >= least


def find(seen: Observation, role: str, name: str = "") -> Element:
    """The first element whose role contains `role` and, when given, whose name is `name`."""
    return next(element for element in seen.elements if role in element.role and (not name or element.name == name))


def nothing() -> None:
    """A check that never objects."""


def gone(pids: Iterable[int], limit_s: float) -> bool:
    """Wait until all these processes have ended, at most limit_s seconds."""
    deadline = time.monotonic() + limit_s
    for pid in pids:
        try:
            handle = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        try:
            if not select.select([handle], [], [], max(0.0, deadline - time.monotonic()))[0]:
                return False
        finally:
            os.close(handle)
    return True
