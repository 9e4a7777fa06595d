"""The last words, for every way the welcome can end."""

from collections.abc import Mapping

from shell.welcome.guide import Guide
from shell.welcome.progress import FINISHED, RESTART, SILENCE, STOPPED

END = "That was all. Say “what can I say” whenever you need help."
ALWAYS = "To have me always, type: sayso install."
WORDS: Mapping[str, str] = {
    FINISHED: "",
    STOPPED: "All right. To go on later, say “teach me”.",
    SILENCE: "I hear nothing, so I end here. To go on later, say “teach me”.",
    RESTART: "Please start Sayso again, then say “teach me” to go on.",
}
"""By how it ended, as in Progress."""


async def say_farewell(guide: Guide) -> None:
    """Where help is, and how Sayso stays."""
    guide.show("Help: say “what can I say”, or “help”; in a terminal: sayso --help")
    guide.show("Always there after log-in: sayso install (and sayso uninstall takes it out again)")
    await guide.tell(END)
    await guide.tell(ALWAYS)
