"""What the ears may expect: sentences that can be said now and the names in them, the likeliest first."""

import os
import re
from collections.abc import Mapping

from agent.scene import Entry, Scene
from speech.expectation import Expectation

PHRASES = 12
_GRANTING = frozenset({"yes", "confirm", "no", "cancel", "stop"})
"""Words that answer or stop: expected, they would be heard in noise."""
NAMES = 18
"""More names make the recogniser hear them in everything."""


def expectation(scene: Scene, examples: tuple[str, ...]) -> Expectation:
    """Biasing sentences and names for this scene."""
    running = [app.name for window in scene.seen.windows if (app := scene.app_of_window(window.app))]
    controls = [element.name for element in scene.seen.elements if 2 < len(element.name) <= 24 and element.name.isascii()]
    files = [spoken_name(entry) for entry in scene.files[:12]]
    apps = [app.name for app in scene.apps[:12]]
    names = tuple(name for name in dict.fromkeys([*running, *files, *controls[:6], *apps[:6]]) if not _GRANTING & set(name.lower().split()))[:NAMES]
    written = {entry.name: spoken_name(entry) for entry in scene.files}
    phrases = tuple(_spoken(phrase, written) for phrase in one_a_verb(examples)[:PHRASES])
    return Expectation(phrases=phrases, words=names)


def spoken_name(entry: Entry) -> str:
    """A file's name as people say it: "invoice_march.pdf" → "invoice march"."""
    stem = entry.name if entry.folder else os.path.splitext(entry.name)[0]
    return " ".join(re.split(r"[\s_.\-]+", stem)).strip()


def _spoken(phrase: str, written: Mapping[str, str]) -> str:
    found = next((name for name in written if name in phrase), None)
    return phrase.replace(found, written[found]) if found else phrase


def one_a_verb(examples: tuple[str, ...]) -> tuple[str, ...]:
    """The first example of each first word: few sentences that between them hold most verbs."""
    found: dict[str, str] = {}
    for example in examples:
        if len(example.split()) > 1:  # "stop" and "help" alone would be heard in silence
            found.setdefault(example.split()[0], example)
    return tuple(found.values())
