import inspect

import numpy as np
import pytest

from shell.bench.hearing import creatures
from speech.audio import RATE

KINDS = [one for name, one in inspect.getmembers(creatures, inspect.isfunction) if one.__module__ == creatures.__name__ and not name.startswith("_")]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("count", [RATE // 2, 3 * RATE])
def test_every_kind_sounds_for_its_whole_length_and_differs_by_seed(kind, count):
    one, again, other = (kind(np.random.default_rng(seed), count) for seed in (1, 1, 2))
    assert one.shape == (count,)
    assert np.isfinite(one).all()
    assert one.any()
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_a_hummed_note_has_the_overtones_of_a_voice():
    wave = creatures.humming(np.random.default_rng(3), 4 * RATE)
    spectrum = np.square(np.abs(np.fft.rfft(wave)))
    frequencies = np.fft.rfftfreq(len(wave), 1 / RATE)
    assert spectrum[(frequencies > 50) & (frequencies < 4000)].sum() > 0.9 * spectrum.sum()
