"""An intent as a policy folder declares it: the words for it, what it does, how risky it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from agent.plan import StepTemplate
from policies.slots import SlotType

HARMLESS = "harmless"
"""Group of intents that only talk: the one group that is allowed on a locked screen."""

RISKY = frozenset({"irreversible", "send", "money_out", "credentials", "grant", "policy_change"})
"""Groups the floor knows: none of them is ever done unasked, and names in them resolve exactly or are asked back."""

ANSWERS = frozenset({"stop", "repeat", "help", "again", "sleep", "wake", "mute", "show", "teach", "fine", "set", "reload"})
"""What the shell itself can answer."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One hassil sentence template."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Intention:
    """One table of intents.toml."""

    name: str
    """"files.delete": the folder and the table."""
    file: Path
    line: int
    sentences: tuple[Phrase, ...]
    slots: Mapping[str, SlotType]
    fixed: Mapping[str, str]
    """Slots that are not said, or the value of one that need not be said."""
    steps: tuple[StepTemplate, ...]
    """Each kind's own value is under fields["value"]; the other fields go by their names."""
    answer: str | None
    """One of ANSWERS instead of steps."""
    groups: frozenset[str]
    confirm: str
    """Words said before the question; never instead of it."""
    reply: str
    examples: tuple[str, ...]
    """Natural sentences, {slot} references filled with live names."""

    @property
    def risky(self) -> bool:
        """Whether it is in a group that is never done unasked."""
        return bool(self.groups & RISKY)
