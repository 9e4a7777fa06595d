"""The first words."""

from shell.welcome.guide import Guide

HELLO = "Hello, I am Sayso: I do on this computer what you say."
PRIVATE = "All you say stays on this machine. Say “stop” at any time, or “skip” to go on."
AGAIN = "Welcome back. We go on where we stopped."


async def greet(guide: Guide) -> None:
    """Say what this is, and the two words that always work."""
    guide.show("You can also type your answers. Say “skip” for the next step, “stop” to end; `sayso welcome` goes on later.")
    await guide.tell(HELLO)
    await guide.tell(PRIVATE)
