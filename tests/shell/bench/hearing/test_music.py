import numpy as np

from shell.bench.hearing import music
from speech.audio import RATE


def test_a_tune_has_more_than_one_note():
    wave = music.melody(np.random.default_rng(1), 4 * RATE)
    peaks = {int(np.argmax(np.abs(np.fft.rfft(part * np.hanning(len(part)))))) for part in np.split(wave, 16)}
    assert len(peaks) > 2
