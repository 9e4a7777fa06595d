from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from speech.audio import RATE, Samples
from speech.learning.repertoire import collect
from speech.learning.takes import Studio
from speech.recordings import Recordings


@dataclass(frozen=True)
class Hum:
    """Hums as long as the text is."""

    label: str

    def say(self, text: str) -> Samples:
        return (5000 * np.sin(np.arange(max(2000, len(text) * RATE // 20)) / 9)).astype(np.int16)


def test_a_small_share_is_a_little_of_everything_and_people_are_those_of_the_tuning_half(tmp_path: Path, recordings: Path):
    told = list[str]()
    kinds = {"espeak-ng": lambda random: Hum(f"hum {random.random()}"), "flite": lambda random: Hum(f"ham {random.random()}")}

    there = collect(kinds, Recordings(recordings), Studio(tmp_path), 0.005, 1, told.append)

    assert all(getattr(there, name) for name in ("stops", "wakes", "calls", "commands", "alike", "within", "talk", "own"))
    assert sum(take.voice == "a person" for take in there.wakes) >= 0.9 * len(Recordings(recordings).clips("wake/computer", "tuning"))
    assert told[0].startswith("stop: ")


def test_it_does_without_people(tmp_path: Path):
    there = collect({"espeak-ng": lambda random: Hum("hum")}, None, Studio(tmp_path), 0.001, 1, lambda line: None)

    assert {take.voice for take in (*there.wakes, *there.talk)} == {"hum"}
    assert Random(1).random() == Random(1).random()
