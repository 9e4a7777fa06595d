import inspect

import numpy as np
import pytest

from shell.bench.hearing import steady
from speech.audio import RATE

KINDS = [one for name, one in inspect.getmembers(steady, inspect.isfunction) if one.__module__ == steady.__name__ and not name.startswith("_")]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("count", [RATE // 2, 3 * RATE])
def test_every_kind_sounds_for_its_whole_length_and_differs_by_seed(kind, count):
    one, again, other = (kind(np.random.default_rng(seed), count) for seed in (1, 1, 2))
    assert one.shape == (count,)
    assert np.isfinite(one).all()
    assert one.any()
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_hum_stands_on_the_mains():
    wave = steady.hum(np.random.default_rng(1), RATE)
    spectrum = np.abs(np.fft.rfft(wave))
    assert int(np.argmax(spectrum)) % 10 == 0


def test_dither_is_the_last_bit():
    assert set(np.unique(steady.dither(np.random.default_rng(1), RATE))) == {-1.0, 0.0, 1.0}
