import inspect

import numpy as np
import pytest

from shell.bench.hearing import music
from speech.audio import RATE

KINDS = [one for name, one in inspect.getmembers(music, inspect.isfunction) if one.__module__ == music.__name__ and not name.startswith("_")]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("count", [RATE // 2, 3 * RATE])
def test_every_kind_sounds_for_its_whole_length_and_differs_by_seed(kind, count):
    one, again, other = (kind(np.random.default_rng(seed), count) for seed in (1, 1, 2))
    assert one.shape == (count,)
    assert np.isfinite(one).all()
    assert one.any()
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_a_tune_has_more_than_one_note():
    wave = music.melody(np.random.default_rng(1), 4 * RATE)
    peaks = {int(np.argmax(np.abs(np.fft.rfft(part * np.hanning(len(part)))))) for part in np.split(wave, 16)}
    assert len(peaks) > 2
