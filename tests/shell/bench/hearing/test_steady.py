import numpy as np

from shell.bench.hearing import steady
from speech.audio import RATE


def test_hum_stands_on_the_mains():
    wave = steady.hum(np.random.default_rng(1), RATE)
    spectrum = np.abs(np.fft.rfft(wave))
    assert int(np.argmax(spectrum)) % 10 == 0


def test_dither_is_the_last_bit():
    assert set(np.unique(steady.dither(np.random.default_rng(1), RATE))) == {-1.0, 0.0, 1.0}
