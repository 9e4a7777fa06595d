import inspect

import numpy as np
import pytest

from shell.bench.hearing import strikes
from speech.audio import RATE

KINDS = [one for name, one in inspect.getmembers(strikes, inspect.isfunction) if one.__module__ == strikes.__name__ and not name.startswith("_")]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("count", [RATE // 2, 3 * RATE])
def test_every_kind_sounds_for_its_whole_length_and_differs_by_seed(kind, count):
    one, again, other = (kind(np.random.default_rng(seed), count) for seed in (1, 1, 2))
    assert one.shape == (count,)
    assert np.isfinite(one).all()
    assert one.any()
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_keys_are_struck_and_not_held():
    wave = np.abs(strikes.keyboard(np.random.default_rng(1), 5 * RATE))
    blocks = wave.reshape(-1, RATE // 100).max(axis=1)
    assert (blocks > 0.3 * blocks.max()).mean() < 0.4
