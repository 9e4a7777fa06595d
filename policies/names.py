"""Spoken names for new files: "budget dot t x t" becomes budget.txt, and nothing becomes a path."""

import re

_LONGEST = 255
"""Bytes in a file name on every common file system."""
_SPELLED = re.compile(r"(?<![^\s.])((?:[a-z0-9] )+[a-z0-9])(?!\S)", re.IGNORECASE)
_DOT = re.compile(r"\s*(?<!\S)dot(?!\S)\s*", re.IGNORECASE)
_SPELLED_END = re.compile(r"\.((?:[a-z0-9] )+[a-z0-9])$", re.IGNORECASE)
_JOINER = re.compile(r"\s*(?<!\S)(underscore|dash|hyphen)(?!\S)\s*", re.IGNORECASE)
_QUOTES = "\"'“”‘’`"


def file_name(text: str) -> str | None:
    """A file name for these words, or None when nothing usable is left. Case and spaces stay as said."""
    name = text.strip().strip(_QUOTES).strip()
    name = name.rstrip(".,;!?").strip(_QUOTES)
    name = _JOINER.sub(lambda found: "_" if found[1].lower() == "underscore" else "-", name)
    name = _DOT.sub(".", name)
    name = _SPELLED_END.sub(lambda found: "." + found[1].replace(" ", ""), name)
    name = _SPELLED.sub(lambda found: found[1].replace(" ", ""), name)
    name = re.sub(r"[/\\\x00-\x1f\x7f]+", "-", name)
    name = " ".join(name.split()).lstrip(". ").strip()
    name = re.sub(r"\s*\.\s*(?=\w{1,5}$)", ".", name)
    if not name.strip("-. ") or len(name.encode()) > _LONGEST:
        return None
    return name


def with_extension_of(name: str, old: str) -> str:
    """The name with the old file's extension when it has none of its own."""
    if re.search(r"\.[A-Za-z0-9]{1,5}$", name):
        return name
    found = re.search(r"(?:\.tar)?\.[A-Za-z0-9]{1,5}$", old)
    return name + found[0] if found and found.start() > 0 else name
