"""What the spotter is measured with: sentences and voices it has not learnt from."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from speech.learning.takes import Studio, Take
from speech.learning.voices import takes, voices

STOPS = ("stop", "stop!", "cancel", "cancel!", "Sayso, stop!", "please stop", "stop everything!", "stop")
"""Each must stop."""
DICTATED = (
    "We had to stop for lunch on the way to the coast.", "Please write that nothing can stop the rain this week.",
    "The last stop before the border is small.", "I would cancel the order if I were you.", "Stop the recording after the second song.",
    "Cancel the table for four at the harbour.", "The tram comes to a stop right outside the door.",
    "Dear Mr Wood, I am afraid I must cancel our lunch.", "He would not stop until the work was done.",
    "Stop the alarm on Sundays and leave it on otherwise.", "Nobody knew when it would stop.", "Cancel the second of the three reminders.",
    "The full stop belongs inside the quotation mark.", "Ask the council whether the top shop can stay open.",
    "Stop at the baker's and bring six rolls.", "She wanted to cancel but it was the wrong day.",
    "Step one is to shop for stock, step two is to cook.", "A candle stood on top of the step.", "Cancel whatever is left of my gym membership.",
    "It is hard to stop once you have begun.", "Move the bus stop to the other side of the map.", "Stop words are removed before the search.",
    "Type cancel in capital letters.", "Open the file that is called stop list.",
)  # fmt: skip
"""Dictation and commands with the words in them: none must stop."""
TALK = (
    "The commuter train was late again this morning.", "Compute the sum of the first two columns.", "My tutor found the future tense confusing.",
    "A good compass is worth more than a map.", "The committee will come together on Tuesday.", "Complete her order and send it to the customer.",
    "There were twelve competitors at the start of the race.", "It was a dark night, and the wind blew from the sea.",
    "Please pass the butter and the bread.", "The scooter stood beside the router for a week.", "Nobody told the composer about the new hall.",
    "Seven, four, nine, one, one, eight.", "Can you hear the water running next door?", "I put the pewter mug back on the shelf.",
    "We compared the two offers and took neither.", "Jarvis and Alexa went to the company picnic.",
    "The reputation of the community depends on it.", "Turn left after the second bridge.",
)  # fmt: skip
"""Talk with what sounds like the wake word in it: none must wake."""


def said(texts: Sequence[str], count: int, seed: int, folder: Path) -> list[Take]:
    """So many takes of the texts by voices that are kept for measuring; none where no such voice is installed."""
    kinds, random = voices(kept=True, models=False), Random(seed)
    if not kinds:
        return []
    return Studio(folder).record(takes(kinds, [texts[index % len(texts)] for index in range(count)], random))
