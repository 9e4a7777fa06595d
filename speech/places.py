"""Names of places in words: files and paths, hosts and addresses, and the words that programs are made of."""

import re

SPELLED = frozenset(
    re.findall(
        r"\w+",
        "txt pdf csv tsv html htm xml png jpg jpeg svg mp3 mp4 mkv odt ods odp docx xls xlsx ppt pptx py js ts md sh cpp hpp rs "
        "toml yml sql db cfg gpg pgp rpm deb iso vcf ics de uk us eu fr ch at io ai tv",
    )
)
"""Endings that are read letter by letter; others are words."""
_INITIALS = frozenset(("etc", "usr", "lib", "cli", "gui", "api", "src"))
_URL = re.compile(r"\b(?:https?|ftp|file|ssh)://(\S+?)(?=[.,;:!?)\]>'\"]*(?:\s|$))", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+-])([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)")
_PATH = re.compile(
    r"(?<![^\s(\"'=,;:])(?:~(?=/|\s|$|[.,;:!?])|(?=/\w)|/(?!\S))(?:/[\w.@+-]*\w|/)*/?|(?<![\w/])(?:[\w.-]*[A-Za-z_][\w.-]*/)+[\w.-]*\w/?"
)
_NAME = re.compile(r"(?<![\w@])\.?[\w-]*[^\W\d][\w-]*(?:\.[\w-]*\w)*\.[A-Za-z][A-Za-z0-9]{0,4}(?!\w)|(?<![\w.])\.[A-Za-z][\w-]*")
_JOINED = re.compile(r"(?<!\w)(?=\w*_\w|_+(?!\w))[\w-]+(?:\(\))?")
_CAMEL = re.compile(r"(?<![\w])[a-z]+(?:[A-Z][a-z]+)+(?![\w])")
_CAPITALS = re.compile(r"(?<![\w.])(?=[A-Z]*[B-DF-HJ-NP-TV-Z]{2})[A-Z]{2,4}(?!\w)")
_WORDS = frozenset(("STOP", "TEXT", "OPEN", "HELP", "DONE", "PRESS", "CLICK", "PASTE", "CTRL", "WARN", "LIST", "NEXT", "BACK", "LAST", "FIRST"))
_STAR = re.compile(r"(?<!\w)\*(?=\.\w)")
_SIGNS = {
    "/": "slash", "?": "question mark", "#": "hash", "&": "and", "=": "equals", "%": "percent", "@": "at", "+": "plus", "~": "tilde", ":": "colon",
}  # fmt: skip


def places(text: str) -> str:
    """Every address, path and file name in words: "~/budget.txt" → "home slash budget dot T X T"."""
    text = _STAR.sub("star ", text)
    text = _URL.sub(lambda found: _address(found[1]), text)
    text = _MAIL.sub(lambda found: f"{_address(found[1])} at {_address(found[2])}", text)
    text = _PATH.sub(lambda found: _path(found[0]), text)
    text = _NAME.sub(lambda found: found[0] if _abbreviated(found[0]) else f" {name(found[0])}", text)
    text = _JOINED.sub(lambda found: name(found[0].removesuffix("()")), text)
    return _CAMEL.sub(lambda found: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", found[0]), text)


def capitals(text: str) -> str:
    """Short words in capitals that nobody can say, letter by letter: "USB" → "U S B"."""
    return _CAPITALS.sub(lambda found: found[0] if found[0] in _WORDS else " ".join(found[0]), text)


def name(text: str) -> str:
    """The name of a file or of a thing in a program: dots, dashes and underscores said, its ending spelled."""
    parts = text.split(".")
    spoken = [_inner(part) for part in parts[:-1]]
    spoken.append(_ending(parts[-1]) if len(parts) > 1 else _inner(parts[-1]))
    return " ".join(" dot ".join(spoken).split())


def _ending(ending: str) -> str:
    lower = ending.lower()
    return " ".join(ending.upper()) if lower in SPELLED else _inner(ending)


def _inner(part: str) -> str:
    return " ".join(part.upper()) if part in _INITIALS else part.replace("_", " underscore ").replace("-", " dash ")


def _address(text: str) -> str:
    """A host with what follows it."""
    host, *rest = re.split(r"(?<=[^/])/", text.rstrip("/"))
    spoken = [name(host.removeprefix("/")) if "." in host else _inner(host)]
    spoken += [name(part) for part in rest if part]
    return _signs(" slash ".join(spoken))


def _path(text: str) -> str:
    inside = text.rstrip("/")
    start = "home " if inside.startswith("~") else ""
    parts = inside.removeprefix("~").split("/")
    spoken = " slash ".join(name(part) for part in parts)
    return " ".join(f"{start}{_signs(spoken) or ('' if start else 'slash')} {'slash' if text.endswith('/') and parts[-1] else ''}".split())


def _signs(text: str) -> str:
    return " ".join("".join(f" {_SIGNS[one]} " if one in _SIGNS else one for one in text).split())


def _abbreviated(text: str) -> bool:
    """Whether it is single letters with points between, as in "U.S."."""
    return all(len(part) < 2 for part in text.strip(".").split("."))
