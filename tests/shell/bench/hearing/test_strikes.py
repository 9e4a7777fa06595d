import numpy as np

from shell.bench.hearing import strikes
from speech.audio import RATE


def test_keys_are_struck_and_not_held():
    wave = np.abs(strikes.keyboard(np.random.default_rng(1), 5 * RATE))
    blocks = wave.reshape(-1, RATE // 100).max(axis=1)
    assert (blocks > 0.3 * blocks.max()).mean() < 0.4
