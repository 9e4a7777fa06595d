from pathlib import Path

import numpy as np
import pytest

from speech.audio import silence
from speech.learning.lesson import give, verdict
from speech.learning.repertoire import Repertoire
from speech.learning.training import Course, scenes
from speech.learning.voices import voices
from speech.spotter import Spotter


def test_a_tiny_lesson_writes_a_net_that_the_spotter_runs(tmp_path: Path):
    if not voices(kept=False, models=False):
        pytest.skip("no voice is installed: apt-get install espeak-ng")
    told = list[str]()

    line = give(tmp_path / "net.onnx", tmp_path / "takes", None, Course(scenes=70, rounds=1, threads=1, width=8), 0.002, told.append)

    assert line.startswith("stop: ")
    assert "computer: " in line
    assert Spotter(net=tmp_path / "net.onnx").scores(silence(0.5)).shape == (25, 2)
    assert told[0].startswith("voices: ")


def test_the_verdict_counts_what_was_missed_and_what_was_wrong(tones: Repertoire):
    seen = scenes(tones, 30, seed=1, threads=1)
    said = np.stack([scene.said for scene in seen]).astype(np.float32)
    wanted = int(said[:, :, 0].any(axis=1).sum())

    assert verdict(seen, said).startswith(f"stop: 0 of {wanted} missed, wrong in 0 of 30 scenes")
    assert verdict(seen, np.zeros_like(said)).startswith(f"stop: {wanted} of {wanted} missed, wrong in 0")
    assert f"wrong in {30 - 0} of 30" in verdict(seen, np.ones_like(said))
