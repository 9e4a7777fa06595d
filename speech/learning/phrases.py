"""What the voices say for the spotter to learn from: its words, what sounds like them, and ordinary talk."""

import re
from collections.abc import Sequence
from functools import cache
from pydoc_data import topics
from random import Random

STOPS = (
    "stop", "stop", "stop", "stop!", "stop!", "cancel", "cancel", "cancel!", "Sayso stop", "Sayso, stop!", "Sayso cancel", "stop everything",
    "stop everything!", "please stop", "stop please", "computer, stop", "computer, cancel", "stop, stop!", "okay, stop",
)  # fmt: skip
"""Each is the word "stop"; those said most often stand here more than once."""
WAKES = ("computer", "computer", "computer!", "computer?", "hey computer", "okay computer", "Computer.")
"""Each ends with the wake word."""
COMMANDS = (
    "open the calculator", "what time is it", "show my files", "scroll down", "close the window", "play some music", "set a timer for ten minutes",
    "read my messages", "go back", "type hello world", "pay the electricity bill", "search for cheap flights", "turn the volume up", "help",
    "next page", "send it", "where am I", "write a letter to my sister", "click the second link", "lock the screen",
)  # fmt: skip
"""What may follow the wake word at once."""
ALIKE_STOP = (
    "top", "shop", "step", "stuff", "stock", "stop sign", "stopped", "stopping", "stopper", "stops", "the bus stop", "a full stop", "non-stop",
    "stomp", "stoop", "steep", "staff", "star", "store", "storm", "story", "start", "star top", "chop", "drop", "crop", "pop", "hop", "mop", "swap",
    "spot", "sport", "spa", "soap", "sob", "start it", "that's top", "laptop", "desktop", "tabletop", "workshop", "pit stop", "a stopwatch",
    "candle", "council", "cancer", "counsel", "cancelled", "cancelling", "cancellation", "handle", "can sell", "canvas", "camera", "castle",
    "pencil", "tinsel", "cannon", "channel", "panel", "kennel", "stencil", "hassle", "canister", "cancan", "say so", "Sayso", "so", "still",
    "stub", "stab", "stone", "stand", "stay", "status", "stack", "stick", "Scott", "squat", "slot", "shot", "stalk", "talk", "tap", "tub", "yes",
    "no", "okay", "go", "on", "off", "up", "down", "left", "right", "please", "next", "back", "confirm", "everything", "pause", "play", "wait",
)  # fmt: skip
"""Words alone that must not stop anything."""
WITHIN_STOP = (
    "stop the music at ten", "stop at the next corner", "stop the timer when it rings", "stop by the office tomorrow", "stop signs are red",
    "stop thinking about it so much", "stop me if you have heard this", "stop worrying about the weather", "stop the car in front of the house",
    "cancel my subscription to the paper", "cancel the meeting on Friday", "cancel the order from yesterday", "cancel culture is a hard subject",
    "cancel all my appointments for the week", "the bus stop is over there", "we had to stop for petrol", "the rain will not stop today",
    "I could not stop laughing", "he came to a full stop", "please do not stop the recording now", "they want to cancel the flight",
    "you can cancel at any time", "write that the train does not stop here", "dear Anna, I had to cancel", "the last stop is the harbour",
    "put a stop to it before noon", "she did not stop until midnight", "type stop and then return", "what does the stop button do",
    "how do I cancel a payment", "a stop codon ends the protein", "let us stop there and go on tomorrow", "I want to know when to stop",
    "tell me about the next stop", "please cancel the newspaper from Monday on", "the doctor told him to stop", "it is too late to cancel",
    "stop and think before you answer", "stop watching television so late", "cancel the taxi and call my brother", "stop sending me those letters",
    "remind me to cancel the gym", "this is the wrong stop", "next stop, the central station", "the show was cancelled after one season",
)  # fmt: skip
"""Sentences with the word in them, which must not stop anything."""
ALIKE_COMPUTER = (
    "commuter", "compute", "computing", "computation", "compiler", "commute", "competitor", "composer", "company", "completely", "competing",
    "competent", "commander", "communicate", "community", "committee", "compared to", "complete her", "come to her", "can you hear", "tutor",
    "future", "scooter", "router", "pewter", "shooter", "compost", "comforter", "compact", "compass", "complaint", "comma", "come here", "mutate",
    "amputate", "reputation", "disputed", "commoner", "customer", "consumer", "can compete", "jupiter", "polluter", "looter", "Peter", "meter",
    "jarvis", "view glass", "alexa", "hey jane", "hey Siri", "okay Google", "hey Mycroft", "confused", "commuter train", "compute her", "impute",
)  # fmt: skip
"""What sounds like the wake word and is not."""
NAMES = (
    "Anna", "Peter", "Marie", "Tom", "Susan", "Copper", "Stuart", "Scott", "Kantor", "Candace", "Stephen", "Stella", "Conrad", "Camilla", "Hansel",
    "Tobias", "Priya", "Diego", "Yuki", "Omar",
)  # fmt: skip
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "fifty", "hundred")
_OURS = re.compile(r"\b(stop\w*|cancel\w*|comput\w*)\b", re.IGNORECASE)


def ordinary(random: Random, count: int) -> list[str]:
    """So many sentences without any of our words: prose, rows of words, rows of digits, names."""
    return [_sentence(random) for _ in range(count)]


def _sentence(random: Random) -> str:
    kind = random.random()
    if kind < 0.5:
        return random.choice(_prose())
    if kind < 0.8:
        return " ".join(random.choice(_words()) for _ in range(random.randint(3, 9)))
    if kind < 0.9:
        return " ".join(random.choice(DIGITS) for _ in range(random.randint(1, 8)))
    return f"{random.choice(('tell', 'call', 'write to', 'pay', 'ask'))} {random.choice(NAMES)} {random.choice(('and', 'or'))} {random.choice(NAMES)}"


@cache
def _prose() -> Sequence[str]:
    """Sentences of the language's own manual, which every Python has."""
    text = re.sub(r"\s+", " ", " ".join(topics.topics.values()))
    found = re.findall(r"(?<=[.!?] )[A-Z][a-z' ,]{25,90}[a-z][.!?](?= )", text)
    return sorted({one for one in found if not _OURS.search(one)})


@cache
def _words() -> Sequence[str]:
    """Its words."""
    found = {word.lower() for sentence in topics.topics.values() for word in re.findall(r"\b[a-z]{3,11}\b", sentence)}
    return sorted(word for word in found if not _OURS.search(word))
