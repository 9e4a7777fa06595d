"""The words that stop everything at once; matched where the sound comes in, before anything plans."""

import re

_STOPS = {"stop", "cancel", "halt", "abort", "enough", "quiet", "be quiet", "hush", "shut up", "silence"}
_TAILS = {"it", "that", "this", "now", "right now", "talking", "speaking", "doing that", "what you are doing", "there"}
_EVERYTHING = {"everything", "all", "it all", "all of it", "all runs", "everything now"}
_FILLERS = re.compile(r"\b(please|sayso|say so|hey|okay|ok|no|oh|just|computer)\b")


def stop_kind(text: str) -> str:
    """ "stop" or "everything" when this is nothing but a stop word, else empty."""
    words = re.sub(r"[^a-z ]+", " ", text.lower())
    words = " ".join(_FILLERS.sub(" ", words).split())
    words = re.sub(r"\b(\w+)(?: \1\b)+", r"\1", words)
    if words in _STOPS:
        return "stop"
    first, _, rest = words.partition(" ")
    if first not in ("stop", "cancel", "abort", "halt"):
        return ""
    if rest in _EVERYTHING:
        return "everything"
    return "stop" if rest in _TAILS else ""


def is_stop(text: str) -> bool:
    """Whether this is nothing but a stop word."""
    return bool(stop_kind(text))
