"""Events of the accessibility bus: asked for from every program, told as "something moved"."""

from collections.abc import Callable

from agent.display.bus import Bus, BusError, Message

REGISTRY = "org.a11y.atspi.Registry"
KINDS = ("object:", "window:", "focus:")
_PREFIX = "org.a11y.atspi.Event."
# A caret that blinks or a mouse that moves changes nothing that can be read.
_IDLE = frozenset({"TextCaretMoved", "BoundsChanged"})


async def listen(bus: Bus, told: Callable[[], None]) -> None:
    """Register for all events and have `told` called on each that changes something; programs only build their caches once this is done."""

    def hear(message: Message) -> None:
        """Every signal comes here; only one that changes something is told."""
        if (message.interface or "").startswith(_PREFIX) and message.member not in _IDLE:
            told()

    for kind in ("Object", "Window", "Focus"):
        await bus.listen(f"type='signal',interface='{_PREFIX}{kind}'", hear)
    for kind in KINDS:
        await register(bus, kind)


async def register(bus: Bus, kind: str) -> None:
    """Ask every program for one kind of event; registries of different ages take different arguments."""
    ways: tuple[tuple[str, list[object]], ...] = (("sass", [kind, list[str](), ""]), ("s", [kind]))
    for signature, body in ways:
        try:
            await bus.call(REGISTRY, "/org/a11y/atspi/registry", REGISTRY, "RegisterEvent", signature, body, limit_s=3.0)
        except BusError:
            continue
        return
