"""Takes courtesy and hesitation off the edges of a sentence; nothing inside it is touched."""

import re

_LEAD = re.compile(
    r"^(?:(?:hey|hi|hello|ok|okay|so|um+|uh+|er+m?|well|and|then|now|right(?= now\b|,)|alright|all right|please|just|sayso|say so|computer|"
    r"(?:could|can|would|will) you(?: please)?|i(?: would|'d|’d) like (?:you )?to|i want (?:you )?to|i need (?:you )?to|let(?:'s|’s| us)|"
    r"go ahead and|would you mind)\b[\s,.!:;…-]*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s,.!?;:…-]+(?:please|for me|now|right now|thanks|thank you|thank you very much|thanks a lot|sayso|um+|uh+|"
    r"will you|would you|could you|can you|okay|ok|if you can|if you could))+[\s,.!?;:…]*$",
    re.IGNORECASE,
)
_STOPS = " \t\n\r.,!?;:…"


def without_lead(text: str) -> str:
    """The sentence without leading courtesy and white space; empty when nothing else was said."""
    return _LEAD.sub("", text.strip().lstrip(_STOPS)).strip().lstrip(_STOPS)


def without_tail(text: str) -> str:
    """The sentence without trailing courtesy and punctuation."""
    return _TAIL.sub("", text).strip(_STOPS)


def without_end(text: str) -> str:
    """The sentence without trailing punctuation."""
    return text.strip(_STOPS)
