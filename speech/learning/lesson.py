"""A whole lesson: voices speak, scenes are made, the net is taught, examined on scenes it has not seen, and written."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from speech.audio import Floats
from speech.learning import onnx_file
from speech.learning.net import WORDS
from speech.learning.repertoire import collect
from speech.learning.scenes import Scene
from speech.learning.takes import Studio
from speech.learning.training import Course, answers, scenes, teach
from speech.learning.voices import voices
from speech.recordings import Recordings

_EXAM = 0.05
"""Share of the scenes that are kept to examine with."""
_ENOUGH = 0.5


def give(out: Path, takes: Path, people: Recordings | None, course: Course, share: float, tell: Callable[[str], None]) -> str:
    """Teach a net and write it; one line on how it did on scenes it had not seen.

    `takes` is the folder where what the voices say is kept; `share` is how much they say, 1 for all. Raises NoVoice.
    """
    kinds = voices(kept=False)
    tell(f"voices: {', '.join(sorted(kinds)) or 'none'}; people: {people.folder if people else 'none'}")
    there = collect(kinds, people, Studio(takes), share, course.seed, tell)
    tell(f"{course.scenes} scenes")
    made = scenes(there, course.scenes, course.seed, course.threads)
    kept = max(1, round(len(made) * _EXAM))
    net = teach(made[kept:], course, tell)
    onnx_file.write(net, out)
    return verdict(made[:kept], answers(net, made[:kept]))


def verdict(seen: Sequence[Scene], scores: Floats) -> str:
    """How often each word was missed, and how often it was spotted where it was not, in scenes with those scores [scenes, steps, words]."""
    said, counts = np.stack([scene.said for scene in seen]), np.stack([scene.counts for scene in seen])
    parts: list[str] = []
    for word, name in enumerate(WORDS):
        wanted = said[:, :, word].any(axis=1)
        missed = np.where(said[:, :, word], scores[:, :, word], 0.0).max(axis=1)[wanted] < _ENOUGH
        wrong = np.where(counts[:, :, word] & ~said[:, :, word], scores[:, :, word], 0.0).max(axis=1) >= _ENOUGH
        parts.append(f"{name}: {int(missed.sum())} of {int(wanted.sum())} missed, wrong in {int(wrong.sum())} of {len(seen)} scenes")
    return "; ".join(parts)
