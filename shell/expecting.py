"""What the ears may expect: sentences that can be said now and the names in them, the likeliest first."""

import os

from agent.scene import Scene
from speech.expectation import Expectation

PHRASES = 12
NAMES = 24
"""More names make the recogniser hear them in everything."""


def expectation(scene: Scene, examples: tuple[str, ...]) -> Expectation:
    """Biasing sentences and names for this scene."""
    running = [app.name for window in scene.seen.windows if (app := scene.app_of_window(window.app))]
    controls = [element.name for element in scene.seen.elements if 2 < len(element.name) <= 24 and element.name.isascii()]
    files = [os.path.splitext(entry.name)[0] if entry.folder else entry.name for entry in scene.files[:12]]
    apps = [app.name for app in scene.apps[:12]]
    names = tuple(dict.fromkeys([*running, *files, *controls[:8], *apps]))[:NAMES]
    return Expectation(phrases=one_a_verb(examples)[:PHRASES], words=names)


def one_a_verb(examples: tuple[str, ...]) -> tuple[str, ...]:
    """The first example of each first word: few sentences that between them hold most verbs."""
    found: dict[str, str] = {}
    for example in examples:
        if len(example.split()) > 1:  # "stop" and "help" alone would be heard in silence
            found.setdefault(example.split()[0], example)
    return tuple(found.values())
