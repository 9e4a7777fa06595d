"""Binds the words of a slot to what they name in a scene: one thing exactly, several, something near, or nothing."""

import re
from dataclasses import dataclass

from agent.scene import Scene
from policies.candidates import Candidate
from policies.keys import keys_shown, parse_keys
from policies.lexicon import Lexicon, Lexicons
from policies.likeness import nearest
from policies.names import file_name
from policies.slots import SlotType
from policies.spoken import ARTICLE, normal, plain

_DIRECTIONS = {"up": "up", "upward": "up", "upwards": "up", "down": "down", "downward": "down", "downwards": "down", "left": "left", "right": "right"}
_THIS = re.compile(r"it|window|this(?: one)?|(?:this|the|the current|the active|current|active) (?:window|app|program|application)")
_KIND_WORDS = {
    SlotType.APP: ("app", "application", "program", "software"),
    SlotType.WINDOW: ("window", "app", "application", "program"),
    SlotType.CONTROL: (
        "button", "menu item", "menu", "item", "tab", "link", "checkbox", "check box", "text field", "field", "box", "entry",
        "option", "icon", "switch",
    ),
    SlotType.FILE: ("file", "document", "folder", "directory"),
    SlotType.FOLDER: ("folder", "directory"),
    SlotType.KEYS: ("key", "keys"),
}  # fmt: skip
_LIVE = frozenset({SlotType.APP, SlotType.WINDOW, SlotType.CONTROL, SlotType.FILE, SlotType.FOLDER})
_ROLES = {
    "button": "button",
    "menu": "menu",
    "menu item": "menu item",
    "tab": "tab",
    "link": "link",
    "field": "text",
    "text field": "text",
    "entry": "text",
}
"""Kind word → part of the AT-SPI role it means."""
_FILE_KINDS = {"file": "file", "document": "file", "folder": "folder", "directory": "folder"}
_SURE_ARTICLE = re.compile(r"^(?:the|my|this|that)\s+(?=\S)", re.IGNORECASE)
"""Unlike "a", which may be a name."""
_CALLED = r"(?:(?:called|named|labelled|labeled)\s+)?"
_WITHIN = re.compile(r"^(?P<name>.+?) (?:in|inside|within|from|under|on|of) (?P<place>.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """Exactly one thing."""

    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class Several:
    """More than one thing goes by that name; never empty."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Nothing has that name, but this is like it."""

    candidate: Candidate
    score: float


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing like it."""


Binding = Hit | Several | Near | Nothing


@dataclass(frozen=True, slots=True)
class _Said:
    """One way to take the words apart: the name itself and the kind word that stood with it."""

    name: str
    kind: str = ""


def resolve(kind: SlotType, words: str, scene: Scene, lexicons: Lexicons) -> Binding:
    """Bind the words of one slot."""
    if kind in _LIVE:
        return _live(kind, words, scene, lexicons)
    value = _closed(kind, words)
    return Nothing() if value is None else Hit(value, keys_shown(value) if kind is SlotType.KEYS else value)


def bare_name(kind: SlotType, words: str) -> str:
    """The words without article and kind word, as told back to people."""
    words = words.strip(" .,!?")
    said = _takes(kind, _SURE_ARTICLE.sub("", words, count=1))
    kindless = next((one.name for one in said if one.kind), "")
    return kindless or next((one.name for one in said), words)


def _closed(kind: SlotType, words: str) -> str | None:
    match kind:
        case SlotType.NEW_NAME:
            return file_name(words)
        case SlotType.KEYS:
            return parse_keys(words)
        case SlotType.DIRECTION:
            return _DIRECTIONS.get(plain(words))
        case SlotType.NUMBER:
            digits = plain(words)
            return digits if digits.isascii() and digits.isdigit() else None
        case _:
            return words or None


def _live(kind: SlotType, words: str, scene: Scene, lexicons: Lexicons) -> Binding:
    lexicon = lexicons.of(kind, scene)
    if kind is SlotType.WINDOW and _THIS.fullmatch(plain(words)):
        active = next((candidate for candidate in lexicon.candidates if scene.seen.active and candidate.value == str(scene.seen.active.id)), None)
        return Hit(active.value, active.shown) if active else Nothing()
    takes = _takes(kind, words.strip(" .,!?"))
    for said in takes:
        hits = _exact(kind, said, lexicon)
        if hits:
            best = _preferred(said, hits)
            # Opening the wrong one of several text editors harms nothing: the best fitting comes first and is named in the answer.
            sure = len(best) == 1 or kind is SlotType.APP
            if kind is SlotType.WINDOW and scene.seen.active:  # of several windows of one app the one in front is meant
                best = tuple(one for one in best if one.value == str(scene.seen.active.id)) or best
                sure = len(best) == 1
            return Hit(best[0].value, best[0].shown) if sure else Several(best)
    best_near: Near | None = None
    for said in takes:
        found = nearest(normal(said.name), lexicon.forms)
        if found and (best_near is None or found[1] > best_near.score):
            best_near = Near(lexicon.owner(found[0]), found[1])
    return best_near or Nothing()


def _takes(kind: SlotType, words: str) -> tuple[_Said, ...]:
    """The words as they are, then without article, then without the kind word after or before them."""
    bare = ARTICLE.sub("", words, count=1)
    takes = [_Said(words), _Said(bare)]
    for word in sorted(_KIND_WORDS.get(kind, ()), key=len, reverse=True):
        if found := re.fullmatch(rf"(?:(?P<after>.+?)\s+{word}|{word}\s+{_CALLED}(?P<before>.+))", bare, re.IGNORECASE):
            takes.append(_Said(found["after"] or found["before"], word))
            break
    return tuple(dict.fromkeys(takes))


def _exact(kind: SlotType, said: _Said, lexicon: Lexicon) -> tuple[Candidate, ...]:
    hits = lexicon.find(normal(said.name))
    if hits or kind not in (SlotType.FILE, SlotType.FOLDER):
        return hits
    within = _WITHIN.match(said.name)
    if not within:
        return ()
    places = {normal(place.name) for place in _takes(SlotType.FOLDER, within["place"])}
    for name in _takes(kind, within["name"]):
        found = tuple(candidate for candidate in lexicon.find_all(normal(name.name)) if normal(candidate.place or "home") in places)
        if found:
            return _of_kind(name.kind, found)
    return ()


def _preferred(said: _Said, hits: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Those of the kind that was said, and of those the ones that are ready; all when that leaves none."""
    right = _of_kind(said.kind, hits)
    return tuple(candidate for candidate in right if candidate.ready) or right


def _of_kind(word: str, hits: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    kind = _ROLES.get(word) or _FILE_KINDS.get(word, "")
    return tuple(candidate for candidate in hits if kind and kind in candidate.kind) or hits
